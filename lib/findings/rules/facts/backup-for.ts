import type { PlanAsset, PlannedRestore } from '@/lib/plans/model/assets'
import type { Plan } from '@/lib/plans/model/plan'
import { longestGap } from '@/lib/time/schedule'

/** Whether a policy or a replica of the plan makes the kind of backup that a restore needs, often enough. */
export function backupFor(
  plan: Plan,
  asset: PlanAsset,
  { needs, atLeastEvery }: Pick<PlannedRestore, 'needs' | 'atLeastEvery'>,
): boolean {
  if (needs === 'replica' && plan.assets.some(({ replicaOf }) => replicaOf === asset.key)) return true
  return plan.backups.some((policy) => {
    if (policy.asset !== asset.key || policy.mechanism !== needs) return false
    // Without a schedule it is a finding of its own.
    if (policy.schedule.kind === 'continuous' || policy.schedule.kind === 'none-stated') return true
    if (policy.schedule.kind === 'on-demand') return false
    return atLeastEvery === null || (longestGap(policy.schedule) ?? Infinity) <= atLeastEvery
  })
}

const NEEDS: Partial<Record<PlannedRestore['needs'], string>> = {
  'rds-automated': 'continuous RDS backups (point-in-time recovery)',
  'pg-dump': 'a dump',
  'physical-base': 'a physical base backup',
  'object-copy': 'dated copies of the files',
  'aws-backup': 'an AWS Backup point',
  replica: 'a replica',
}

/** A kind of backup in the words of a sentence. */
export function neededBackup(needs: PlannedRestore['needs']): string {
  return NEEDS[needs] ?? needs
}
