import type { Found, PlanRule } from '@/lib/findings/model/rule'
import type { AssetKind, PlanAsset } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'
import { isNamedForData } from '@/lib/plans/rules/governing'
import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** Backups without a schedule, and things that hold data without any backup. */
export const noSchedule: PlanRule = {
  id: 'no-schedule',
  scope: 'plan',
  find: ({ plan }) => [...unscheduled(plan), ...unguarded(plan)],
}

/** Kinds that hold data of their own, so that a plan without a backup of them says something. */
const HOLD_DATA: AssetKind[] = ['db-instance', 'cache', 'state-store', 'config-store', 'secrets-store', 'metrics']

function unscheduled(plan: Plan): Found[] {
  return plan.backups
    .filter(({ schedule }) => schedule.kind === 'none-stated')
    .map((policy) => ({
      about: policy.id,
      severity: severityWithout(plan, policy),
      subject: policy.name,
      sentence: `No schedule is stated for ${policy.name}.`,
      planSays: policy.source.says,
      found: 'No time, no interval: a missed run cannot be told from none due.',
      whatToDo: 'State when it runs, with its zone, and how long it is kept.',
      places: [{ text: policy.source.says, where: policy.source.section }],
      assetKey: policy.asset,
    }))
}

/** High where nothing else with a schedule guards data that an RPO names. */
function severityWithout(plan: Plan, { asset, id }: BackupPolicy): FindingSeverity {
  const others = plan.backups.filter((policy) => policy.asset === asset && policy.id !== id)
  if (others.some(({ schedule }) => schedule.kind === 'cron' || schedule.kind === 'rate')) return 'medium'
  if (isNamedForData(plan, asset)) return 'high'
  return plan.assets.find(({ key }) => key === asset)?.role === 'primary' ? 'medium' : 'low'
}

function unguarded(plan: Plan): Found[] {
  return plan.assets
    .filter((asset) => asset.replicaOf === null && asset.role !== 'dr' && isUnguarded(plan, asset))
    .map((asset) => ({
      about: asset.key,
      severity: isNamedForData(plan, asset.key) ? 'high' : 'medium',
      subject: asset.name,
      sentence: `No backup is stated for ${asset.name}.`,
      planSays: `${asset.name} belongs to ${plan.system.name}.`,
      found: 'Nothing under backups names it.',
      whatToDo: 'State how it is backed up, or that its loss is accepted.',
      assetKey: asset.key,
    }))
}

function isUnguarded(plan: Plan, asset: PlanAsset): boolean {
  if (plan.backups.some((policy) => policy.asset === asset.key)) return false
  return HOLD_DATA.includes(asset.kind) || isNamedForData(plan, asset.key)
}
