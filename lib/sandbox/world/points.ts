import type { Sandbox } from '@/lib/sandbox/sandbox'
import { accountOf } from '@/lib/sandbox/world/accounts'
import { arnOf, type Place } from '@/lib/sandbox/world/instances'
import { worldOf } from '@/lib/sandbox/world/now'
import { remembered } from '@/lib/sandbox/world/remember'
import { chance, DAY, HOUR, type Run, runOf, slotsThrough, uuidOf } from '@/lib/sandbox/world/schedule'
import type { BackupRule, Instance } from '@/lib/sandbox/world/types'

/** A recovery point of AWS Backup, with the job that made it. */
export type RecoveryPoint = {
  arn: string
  account: string
  region: string
  vault: string
  rule: BackupRule
  instance: Instance
  run: Run
  /** Start of the backup whose data it holds: earlier than `run.started` for a copy. */
  initiated: number
  retentionDays: number
  jobId: string
  sourceVault: { name: string; region: string; arn: string } | null
  bytes: number
}

/** A rule's run of a slot, epoch milliseconds. */
export const runOfRule = (rule: BackupRule, slot: number) => runOf(`${rule.plan} ${rule.rule}`, slot, rule.pace)

/** All recovery points of an account, running ones too, oldest first. A copy starts when its original is complete. */
export function recoveryPointsOf(sandbox: Sandbox, account: string, now: number): RecoveryPoint[] {
  const { rules, vaults } = worldOf(sandbox, account)
  const kept = (p: RecoveryPoint) => vaults.some((v) => v.name === p.vault && v.region === p.region)
  const points: RecoveryPoint[] = []
  for (const rule of rules) {
    const longest = Math.max(rule.retentionDays, rule.copyTo?.retentionDays ?? 0)
    for (const slot of slotsThrough(rule, now - longest * DAY - HOUR, now)) {
      if (sandbox.state.isStopped({ account, region: rule.region, service: 'backup' }, slot)) continue
      points.push(...pointsOfSlot(rule, slot).filter((p) => isThere(p, now) && kept(p)))
    }
  }
  return points.sort((a, b) => a.run.started - b.run.started)
}

function isThere({ run, retentionDays, rule }: RecoveryPoint, now: number): boolean {
  return run.started <= now && now < run.started + Math.min(retentionDays, rule.lostAfterDays ?? retentionDays) * DAY
}

const pointsOfSlot = remembered((rule: BackupRule, slot): RecoveryPoint[] => {
  const instance = accountOf(rule.account).instances.find(({ id }) => id === rule.instance)
  if (!instance) return []
  const run = runOfRule(rule, slot)
  const jobId = uuidOf('backup job', rule.plan, rule.rule, slot)
  const { account, retentionDays } = rule
  const growth = Math.max(0.35, 1 - (Date.UTC(2026, 10, 1) - slot) / (3000 * DAY))
  const bytes = Math.round(instance.storageGb * 1e9 * 0.48 * growth * (1 + 0.01 * chance(run.key)))
  const shared = { account, rule, instance, initiated: run.started, jobId, bytes }
  const snapshotArn = (region: string, id: string) => arnOf('snapshot', { account, region }, `awsbackup:${id}`)
  const original: RecoveryPoint = {
    ...shared,
    arn: snapshotArn(rule.region, `job-${jobId}`),
    region: rule.region,
    vault: rule.vault,
    run,
    retentionDays,
    sourceVault: null,
  }
  if (!rule.copyTo || slot >= (rule.copyTo.until ?? Number.POSITIVE_INFINITY)) return [original]
  const { region, vault, retentionDays: kept, pace } = rule.copyTo
  const copied = runOf(`copy ${rule.plan} ${rule.rule}`, run.completed, pace)
  const arn = vaultArn({ account, region: rule.region }, rule.vault)
  const copy: RecoveryPoint = {
    ...shared,
    arn: snapshotArn(region, `copyjob-${uuidOf('copy job', rule.plan, rule.rule, slot)}`),
    region,
    vault,
    run: { ...copied, slot },
    retentionDays: kept,
    sourceVault: { name: rule.vault, region: rule.region, arn },
  }
  return [original, copy]
})

export const vaultArn = ({ account, region }: Place, vault: string) =>
  `arn:aws:backup:${region}:${account}:backup-vault:${vault}`
