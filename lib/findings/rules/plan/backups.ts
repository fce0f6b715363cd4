import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { finding } from '@/lib/findings/rules/plan/finding'
import type { AssetKind, PlanAsset, PlannedRestore } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'
import { isNamedForData } from '@/lib/plans/rules/governing'
import { formatDuration } from '@/lib/time/durations'
import { longestGap } from '@/lib/time/schedule'
import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** Kinds that hold data of their own, so that a plan without a backup of them says something. */
const HOLD_DATA: AssetKind[] = ['db-instance', 'cache', 'state-store', 'config-store', 'secrets-store', 'metrics']

/** Backups without a schedule, and things that hold data without any backup. */
export function backupFindings(plan: Plan): PlanFinding[] {
  const unscheduled = plan.backups
    .filter(({ schedule }) => schedule.kind === 'none-stated')
    .map((policy) =>
      finding(plan, policy.id, {
        kind: 'no-schedule',
        severity: severityWithout(plan, policy),
        subject: policy.name,
        sentence: `No schedule is stated for ${policy.name}.`,
        planSays: policy.source.says,
        found: 'No time, no interval: a missed run cannot be told from none due.',
        whatToDo: 'State when it runs, with its zone, and how long it is kept.',
        places: [{ text: policy.source.says, where: policy.source.section }],
        asset: policy.asset,
      }),
    )
  const unguarded = plan.assets.filter(
    (asset) => asset.replicaOf === null && asset.role !== 'dr' && isUnguarded(plan, asset),
  )
  return [
    ...unscheduled,
    ...unguarded.map((asset) =>
      finding(plan, asset.key, {
        kind: 'no-schedule',
        severity: isNamedForData(plan, asset.key) ? 'high' : 'medium',
        subject: asset.name,
        sentence: `No backup is stated for ${asset.name}.`,
        planSays: `${asset.name} belongs to ${plan.system.name}.`,
        found: 'Nothing under backups names it.',
        whatToDo: 'State how it is backed up, or that its loss is accepted.',
        places: [],
        asset: asset.key,
      }),
    ),
  ]
}

/** High where nothing else with a schedule guards data that an RPO names. */
function severityWithout(plan: Plan, { asset, id }: BackupPolicy): FindingSeverity {
  const others = plan.backups.filter((policy) => policy.asset === asset && policy.id !== id)
  if (others.some(({ schedule }) => schedule.kind === 'cron' || schedule.kind === 'rate')) return 'medium'
  if (isNamedForData(plan, asset)) return 'high'
  return plan.assets.find(({ key }) => key === asset)?.role === 'primary' ? 'medium' : 'low'
}

function isUnguarded(plan: Plan, asset: PlanAsset): boolean {
  if (plan.backups.some((policy) => policy.asset === asset.key)) return false
  return HOLD_DATA.includes(asset.kind) || isNamedForData(plan, asset.key)
}

/** Restores that the plan describes and no backup of the plan makes possible. */
export function restoreFindings(plan: Plan): PlanFinding[] {
  return plan.assets.flatMap((asset) =>
    asset.restores
      .filter((restore) => !backupFor(plan, asset, restore))
      .map((restore) => {
        const often = restore.atLeastEvery === null ? '' : ` made every ${formatDuration(restore.atLeastEvery)}`
        return finding(plan, `${asset.key}:${restore.needs}`, {
          kind: 'restore-without-backup',
          severity: 'high',
          subject: asset.name,
          sentence: `${restore.name} needs ${neededBackup(restore.needs)}${often}, which no schedule of the plan makes.`,
          planSays: restore.says,
          found: foundBackups(plan, asset, restore),
          whatToDo: 'State that backup with its schedule, or rewrite the restore to use one that is stated.',
          places: [{ text: restore.says, where: restore.where }],
          asset: asset.key,
        })
      }),
  )
}

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

function foundBackups(plan: Plan, asset: PlanAsset, { needs }: PlannedRestore): string {
  const policies = plan.backups.filter((policy) => policy.asset === asset.key)
  const same = policies.filter(({ mechanism }) => mechanism === needs)
  const shown = same.length > 0 ? same : policies
  return shown.length === 0 ? 'No backup is stated for it.' : `Stated: ${shown.map(policyInWords).join('; ')}.`
}

function policyInWords({ name, schedule }: BackupPolicy): string {
  if (schedule.kind === 'none-stated') return `${name}, without a schedule`
  if (schedule.kind === 'on-demand') return `${name}, by hand`
  if (schedule.kind === 'continuous') return `${name}, all the time`
  const gap = longestGap(schedule)
  return gap === null ? name : `${name}, every ${formatDuration(gap)}`
}

/** A kind of backup in the words of a sentence. */
export function neededBackup(needs: PlannedRestore['needs']): string {
  return NEEDS[needs] ?? needs
}

const NEEDS: Partial<Record<PlannedRestore['needs'], string>> = {
  'rds-automated': 'continuous RDS backups (point-in-time recovery)',
  'pg-dump': 'a dump',
  'physical-base': 'a physical base backup',
  'object-copy': 'dated copies of the files',
  'aws-backup': 'an AWS Backup point',
  replica: 'a replica',
}
