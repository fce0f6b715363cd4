import { restoredBy } from '@/lib/findings/rules/facts/drills'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'

/** Scheduled backups of assets that no verification speaks of and no drill restores. */
export function unverifiedBackups(plan: Plan): BackupPolicy[] {
  const looked = new Set([
    ...plan.backups.filter(({ verification }) => verification.length > 0).map(({ asset }) => asset),
    ...plan.drills.flatMap((drill) => [...restoredBy(plan, drill)]),
  ])
  return plan.backups.filter(
    ({ asset, schedule }) => (schedule.kind === 'cron' || schedule.kind === 'rate') && !looked.has(asset),
  )
}
