import type { AccountFacts, AccountRule, Found } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { collectorIn, isFresh, worksNow } from '@/lib/findings/rules/facts/fresh'
import { readWords } from '@/lib/findings/rules/facts/words'
import type { AssetPicture } from '@/lib/freshness/evidence'
import type { RetentionRung } from '@/lib/plans/model/backups'
import { rungWords } from '@/lib/plans/rules/words'
import { DAY, formatDuration } from '@/lib/time/durations'

const RUNG_LENGTH: Record<RetentionRung['rung'], number> = {
  all: DAY,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 31 * DAY,
  yearly: 366 * DAY,
}

/** Ladders of retention whose oldest rung is missing. */
export const ladder: AccountRule = {
  id: 'ladder',
  scope: 'account',
  find: (facts) => facts.pictures.flatMap((picture) => oldestRung(facts, picture)),
}

/**
 * The longest rung of a ladder reaches back less far than planned, though the database is old enough. Where its age is
 * not known, nothing is said.
 */
function oldestRung(facts: AccountFacts, picture: AssetPicture): Found[] {
  const { now } = facts
  const born = picture.asset.facts.createdAt
  if (typeof born !== 'number' || !isFresh(facts, picture)) return []
  const reaching = picture.policies.flatMap((policy) => {
    const { store } = policy
    const longest = policy.retention
      .filter(({ keep }) => keep !== null)
      .sort((a, b) => (b.keep ?? 0) - (a.keep ?? 0))[0]
    if (!longest?.keep || (store?.kind !== 'vault' && store?.kind !== 'objects')) return []
    if (longest.keep < 60 * DAY) return []
    return [{ policy, rung: longest, keep: longest.keep, store }]
  })
  const byStore = new Map<string, (typeof reaching)[0]>()
  for (const each of reaching) {
    const place = `${each.store.region}/${each.store.kind === 'vault' ? each.store.vault : each.store.bucket}`
    const before = byStore.get(place)
    if (!before || each.keep > before.keep) byStore.set(place, each)
  }
  return [...byStore.values()].flatMap(({ policy, rung, keep, store }) => {
    const name = store.kind === 'vault' ? store.vault : store.bucket
    const service = store.kind === 'vault' ? 'backup' : 's3'
    const slack = 2 * RUNG_LENGTH[rung.rung]
    if (born > now - keep - slack || !worksNow(facts, collectorIn(facts, store.region, service))) return []
    const oldest = picture.asset.mechanisms
      .filter(
        ({ location, kind }) =>
          kind === 'points' && location.startsWith(`${store.region}/`) && location.endsWith(`/${name}`),
      )
      .flatMap(({ oldestAt }) => oldestAt ?? [])
    if (oldest.length === 0 || Math.min(...oldest) <= now - keep + slack) return []
    const reach = now - Math.min(...oldest)
    return {
      ...aboutAsset(picture),
      about: policy.id,
      severity: 'medium' as const,
      mark: 'missed' as const,
      subject: policy.name,
      sentence: `The ladder of ${policy.name} reaches back ${formatDuration(reach, 1)} instead of ${formatDuration(keep, 1)}.`,
      planSays: `Kept ${policy.retention.map(rungWords).join(', ')}.`,
      found: `The oldest point in ${name} is ${formatDuration(reach, 1)} old, though the database has been there for ${formatDuration(now - born, 1)}.${readWords(picture.asset.confirmedAt)}`,
      whatToDo: 'Find out what removed the older points; they cannot be made again.',
    }
  })
}
