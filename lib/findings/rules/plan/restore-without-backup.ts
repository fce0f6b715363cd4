import type { PlanRule } from '@/lib/findings/model/rule'
import { backupFor, neededBackup } from '@/lib/findings/rules/facts/backup-for'
import type { PlanAsset, PlannedRestore } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'
import { formatDuration } from '@/lib/time/durations'
import { longestGap } from '@/lib/time/schedule'

/** Restores that the plan describes and no backup of the plan makes possible. */
export const restoreWithoutBackup: PlanRule = {
  id: 'restore-without-backup',
  scope: 'plan',
  find: ({ plan }) =>
    plan.assets.flatMap((asset) =>
      asset.restores
        .filter((restore) => !backupFor(plan, asset, restore))
        .map((restore) => ({
          about: `${asset.key}:${restore.needs}`,
          severity: 'high',
          subject: asset.name,
          sentence: `${restore.name} needs ${neededBackup(restore.needs)}${often(restore)}, which no schedule of the plan makes.`,
          planSays: restore.says,
          found: foundBackups(plan, asset, restore),
          whatToDo: 'State that backup with its schedule, or rewrite the restore to use one that is stated.',
          places: [{ text: restore.says, where: restore.where }],
          assetKey: asset.key,
        })),
    ),
}

function often({ atLeastEvery }: PlannedRestore): string {
  return atLeastEvery === null ? '' : ` made every ${formatDuration(atLeastEvery)}`
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
