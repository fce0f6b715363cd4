import type { MethodRules, Order } from '@/lib/restores/methods/model/method'
import { typedCommand } from '@/lib/restores/methods/rules/typed'
import { configurationLines } from '@/lib/restores/methods/targets/instance/rules/configuration'
import { instanceLeft, instanceRules } from '@/lib/restores/methods/targets/instance/rules/instance'
import { instanceParameters } from '@/lib/restores/methods/targets/instance/rules/parameters'
import type { RestoreOptions } from '@/lib/restores/model/restore'
import { chooseA, pointCheck } from '@/lib/restores/rules/point-stands'

/** The role that AWS Backup restores with, as it makes it itself. */
export function backupRoleArn({ place }: Pick<Order, 'place'>): string {
  return `arn:aws:iam::${place.accountId}:role/service-role/AWSBackupDefaultServiceRole`
}

/** A new instance by a restore job of AWS Backup, which answers a token that it knows with the job it made already. */
export const awsBackupRules: MethodRules = {
  ...instanceRules,
  key: 'aws-backup',
  words: {
    one: 'AWS Backup point',
    from: (key) => `AWS Backup point ${key}`,
    offers: 'AWS Backup points',
    suffix: 'restored',
  },
  // The only limit of the token's life ever documented is an hour, and current pages are silent.
  repeat: { by: 'token', trustedMs: 50 * 60_000, unseen: 'AWS Backup shows no job' },
  choose: chooseA(['aws-backup', 'aws-backup-copy']),
  stands: (facts) => [pointCheck(facts)],
  lines: (facts, options) =>
    configurationLines(facts, options, { count: 0, note: 'AWS Backup takes none; the job’s id marks it as ours' }),
  phases: { ...instanceRules.phases, pending: 'Job waiting', running: 'Job running', completed: 'Job done' },
  command: (order) =>
    typedCommand('backup start-restore-job', order.place.region, [
      ['--recovery-point-arn', order.pointKey],
      ['--iam-role-arn', backupRoleArn(order)],
      ['--resource-type', 'RDS'],
      ['--idempotency-token', order.id],
      ['--metadata', JSON.stringify(restoreMetadata(order.target, order.options))],
    ]),
  leftovers: (order) => [
    {
      what: order.jobId === null ? 'a restore job of this point' : `the restore job ${order.jobId}`,
      look:
        order.jobId === null
          ? typedCommand('backup list-restore-jobs', order.place.region, [
              ['--by-created-after', new Date(order.since).toISOString()],
            ])
          : typedCommand('backup describe-restore-job', order.place.region, [['--restore-job-id', order.jobId]]),
    },
    instanceLeft(order),
  ],
}

/** What the job is told of the new instance: AWS Backup takes every value as text, a list as JSON. */
export function restoreMetadata(target: string, options: RestoreOptions): Record<string, string> {
  const values = { DBInstanceIdentifier: target, ...instanceParameters(options) }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? JSON.stringify(value) : String(value)]),
  )
}
