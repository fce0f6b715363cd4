import type { Finding } from '@/lib/findings/model/finding'
import { aboutAsset, isFresh, readWords } from '@/lib/findings/rules/account/base'
import type { AssetPicture, SystemFacts } from '@/lib/freshness/evidence'
import { troubleOf } from '@/lib/freshness/facts'
import { isNamed, isNamedForData } from '@/lib/plans/rules/governing'
import { formatInstant } from '@/lib/time/instants'

const OBSERVABLE = new Set(['db-instance', 'replica', 'vault', 'bucket'])

/** Assets that are missing or unobserved, point-in-time recovery that is off, collectors that give nothing. */
export function assetFindings(facts: SystemFacts, pictures: readonly AssetPicture[], now: number): Finding[] {
  return [
    ...pictures.flatMap((picture) => missing(facts, picture)),
    ...pictures.flatMap((picture) => unobserved(facts, picture)),
    ...pictures.flatMap((picture) => windowOff(facts, picture, now)),
    ...silentCollectors(facts),
  ]
}

function missing(facts: SystemFacts, picture: AssetPicture): Finding[] {
  const { asset } = picture
  const planned = facts.plan.assets.find(({ key }) => key === asset.key)
  if (planned?.platform !== 'aws' || !OBSERVABLE.has(asset.kind)) return []
  const collector = facts.context.collectors.get(asset.collectorId ?? '')
  if (asset.goneAt === null && (asset.confirmedAt !== null || !collector?.lastSuccessAt)) return []
  const since =
    asset.goneAt === null
      ? `It was never seen there.${readWords(collector?.lastSuccessAt ?? null)}`
      : `Gone since ${day(asset.goneAt)} UTC.`
  return [
    {
      ...aboutAsset(facts, picture),
      id: `missing:${asset.key}`,
      severity: isNamed(facts.plan, asset.key) ? 'high' : 'medium',
      mark: 'missed',
      sentence: `${asset.identifier} is not in the account.`,
      planSays: `${planned.name}${planned.assumed ? ', assumed, to confirm' : ''}, ${planned.region ?? 'no region stated'}.`,
      found: since,
      whatToDo: planned.assumed
        ? 'Correct the plan: the identifier was assumed.'
        : 'Find out who removed it, or correct the plan.',
    },
  ]
}

function unobserved(facts: SystemFacts, picture: AssetPicture): Finding[] {
  const guarded = isNamedForData(facts.plan, picture.asset.key)
  const blind = picture.sources.filter((source) => source.trouble === 'unobserved')
  if (blind.length === 0 || !(guarded || picture.policies.length > 0)) return []
  const all = blind.length === picture.sources.length
  const names = picture.policies.filter((policy) => blind.some((source) => source.mechanism === policy.mechanism))
  return [
    {
      ...aboutAsset(facts, picture),
      id: `unobserved:${picture.asset.key}`,
      severity: guarded && all ? 'high' : guarded ? 'medium' : 'low',
      mark: 'unknown',
      sentence: all
        ? `Nothing observes ${picture.asset.name}.`
        : `Nothing observes part of what protects ${picture.asset.name}.`,
      planSays: `${names.map((policy) => policy.name).join(', ')}.`,
      found: 'No source of facts can show it.',
      whatToDo: 'Give Tidemark a place to read it from, or check it by hand.',
    },
  ]
}

/** Windows that could not be read are no sign: only an instance that was just read whole can have none. */
function windowOff(facts: SystemFacts, picture: AssetPicture, now: number): Finding[] {
  const policy = picture.policies.find(({ pointInTime }) => pointInTime)
  const retention = picture.asset.facts.backupRetentionDays
  const off = retention === 0 || !picture.sources.some((source) => source.window)
  if (!policy || !off || !isFresh(facts, picture, now)) return []
  return [
    {
      ...aboutAsset(facts, picture),
      id: `pitr-off:${picture.asset.key}`,
      severity: 'high',
      mark: 'breached',
      sentence: `Point-in-time recovery of ${picture.asset.identifier} is off though the plan requires it.`,
      planSays: policy.source.says,
      found: `${retention === 0 ? 'Automated backups are off (retention 0 d).' : 'No restore window in the account.'}${readWords(picture.asset.confirmedAt)}`,
      whatToDo: 'Turn automated backups on with the planned retention.',
    },
  ]
}

function silentCollectors(facts: SystemFacts): Finding[] {
  const silent = [...facts.context.collectors.values()].filter((collector) => collector.failingSince !== null)
  const byRegion = new Map<string, typeof silent>()
  for (const collector of silent) byRegion.set(collector.region, [...(byRegion.get(collector.region) ?? []), collector])
  return [...byRegion].map(([region, collectors]) => {
    const since = Math.min(...collectors.map((collector) => collector.failingSince ?? Number.POSITIVE_INFINITY))
    const first = collectors[0]
    const trouble = troubleOf(first)
    return {
      id: `silent:${region}`,
      severity: 'high' as const,
      mark: 'unknown' as const,
      system: facts.plan.system.key,
      subject: `Account in ${region}`,
      assetKey: null,
      origin: 'account' as const,
      sentence: `The account gives no usable answer in ${region}: its facts there are unknown.`,
      planSays: `Account ${facts.plan.system.account.id}, ${region}.`,
      found:
        `${collectors.map(({ service }) => service).join(', ')} since ${day(since)} UTC${trouble ? `, ${trouble}` : ''}. ${first?.errorText ?? ''}`.trim(),
      whatToDo: 'Check the role Tidemark assumes and whether the service answers there.',
    }
  })
}

/** Always with its day: a finding may be read much later. */
function day(at: number): string {
  return formatInstant(at, at + 400 * 86_400_000).replace(/:\d\d$/, '')
}
