import type { AccountRule, Found } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { foundWindow } from '@/lib/findings/rules/facts/setting-lines'
import { readWords } from '@/lib/findings/rules/facts/words'
import type { AssetPicture } from '@/lib/freshness/evidence'
import type { PlanAsset } from '@/lib/plans/model/assets'
import { windowWords } from '@/lib/plans/rules/words'

type Difference = { name: string; severity: Found['severity']; planSays: string; found: string; sentence?: string }

/** Settings of instances, replicas and buckets that are other than the plan demands, or than any database should have. */
export const setting: AccountRule = {
  id: 'setting',
  scope: 'account',
  find: (facts) =>
    facts.pictures.flatMap((picture) => {
      const { asset } = picture
      const planned = facts.plan.assets.find(({ key }) => key === asset.key)
      if (!planned || !isFresh(facts, picture)) return []
      return differences(planned, picture).map(({ name, severity, planSays, found, sentence }) => ({
        ...aboutAsset(picture),
        about: `${asset.key}:${name}`,
        severity,
        mark: severity === 'high' ? ('breached' as const) : undefined,
        sentence: sentence ?? `${name} of ${asset.identifier} is ${found}.`,
        planSays,
        found: `${found}.${readWords(asset.confirmedAt)}`,
        whatToDo: 'Set it as planned, or change the plan.',
      }))
    }),
}

function differences(planned: PlanAsset, picture: AssetPicture): Difference[] {
  const { settings } = planned
  const { facts } = picture.asset
  const isProduction = planned.environment === null || planned.environment === 'production'
  const guarded = planned.kind === 'db-instance' && planned.role === 'primary' && isProduction
  return [
    ...flag('Multi-AZ', settings.multiAz, facts.multiAz, settings.multiAz === undefined ? 'low' : 'high', guarded),
    ...flag('Encryption', settings.encrypted, facts.storageEncrypted, 'high', guarded),
    ...flag('Deletion protection', settings.deletionProtection, facts.deletionProtection, 'medium', guarded),
    ...flag('Public access', settings.publiclyAccessible, facts.publiclyAccessible, 'high'),
    ...flag(
      'Versioning',
      settings.versioning,
      facts.versioning === undefined ? undefined : /^enabled$/i.test(facts.versioning),
      'high',
    ),
    ...classOf(settings.instanceClass, facts.instanceClass),
    ...windows(planned, picture),
    ...defaultGroups(planned, picture),
    ...replication(planned, picture),
    ...shared(picture),
  ]
}

const onOff = (value: boolean) => (value ? 'on' : 'off')

/** `always`: wanted of a production database even where the plan is silent, and said so. */
function flag(
  name: string,
  plan: boolean | undefined,
  fact: unknown,
  severity: Found['severity'],
  always = false,
): Difference[] {
  const wanted = plan ?? (always ? true : undefined)
  if (wanted === undefined || typeof fact !== 'boolean' || wanted === fact) return []
  const planSays =
    plan === undefined
      ? 'The plan does not state it; every primary database should have it on.'
      : `${name} ${onOff(plan)}.`
  return [{ name, severity, planSays, found: onOff(fact) }]
}

function classOf(plan: string | undefined, fact: string | undefined): Difference[] {
  if (!plan || !fact || plan === fact) return []
  return [{ name: 'Instance class', severity: 'low', planSays: `${plan}.`, found: fact }]
}

function windows(planned: PlanAsset, picture: AssetPicture): Difference[] {
  const { facts, identifier } = picture.asset
  const automated = picture.policies.find(
    ({ mechanism, window }) => mechanism === 'rds-automated' && window?.zone === 'UTC',
  )?.window
  const found: Difference[] = []
  if (automated && facts.backupWindow && facts.backupWindow !== `${automated.from}-${automated.to}`) {
    found.push({
      name: 'Backup window',
      severity: 'medium',
      planSays: `${windowWords(automated)}.`,
      found: `${facts.backupWindow.replace('-', '–')} UTC`,
      sentence: `The backup window of ${identifier} is not the plan’s.`,
    })
  }
  const maintenance = planned.settings.maintenanceWindow
  if (
    maintenance?.zone === 'UTC' &&
    facts.maintenanceWindow &&
    foundWindow(facts.maintenanceWindow) !== windowWords(maintenance)
  ) {
    found.push({
      name: 'Maintenance window',
      severity: 'low',
      planSays: `${windowWords(maintenance)}.`,
      found: foundWindow(facts.maintenanceWindow),
      sentence: `The maintenance window of ${identifier} is not the plan’s.`,
    })
  }
  return found
}

/** AWS's default groups cannot be changed, and a restore that finds no other falls back to them. */
function defaultGroups(planned: PlanAsset, picture: AssetPicture): Difference[] {
  if (planned.kind !== 'db-instance' && planned.kind !== 'replica') return []
  const { facts, identifier } = picture.asset
  const groups: [string, string | undefined][] = [
    ['Parameter group', facts.parameterGroup],
    ['Option group', facts.optionGroup],
  ]
  return groups.flatMap(([name, group]) =>
    group && /^default[.:]/.test(group)
      ? {
          name,
          severity: 'low' as const,
          planSays: 'The plan does not state it.',
          found: group,
          sentence: `${identifier} has AWS’s default ${name.toLowerCase()}: a restore cannot bring its settings back.`,
        }
      : [],
  )
}

function replication(planned: PlanAsset, picture: AssetPicture): Difference[] {
  const { facts, identifier } = picture.asset
  const isReplica = planned.role === 'replica' || planned.kind === 'replica' || planned.replicaOf !== null
  if (!isReplica || !facts.replication || facts.replication === 'replicating') return []
  return [
    {
      name: 'Replication',
      severity: 'high',
      planSays: `It repeats ${planned.replicaOf ?? 'the primary'}.`,
      found: facts.replication,
      sentence: `The replica ${identifier} is not replicating.`,
    },
  ]
}

function shared(picture: AssetPicture): Difference[] {
  const snapshots = picture.asset.facts.publicSnapshots ?? []
  if (snapshots.length === 0) return []
  return [
    {
      name: 'Shared snapshots',
      severity: 'high',
      planSays: 'No plan shares its data with everyone.',
      found: snapshots.join(', '),
      sentence: `${snapshots.length === 1 ? 'A snapshot' : `${snapshots.length} snapshots`} of ${picture.asset.identifier} can be restored by every AWS account.`,
    },
  ]
}
