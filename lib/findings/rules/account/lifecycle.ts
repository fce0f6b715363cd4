import type { AccountFacts, AccountRule, Found } from '@/lib/findings/model/rule'
import { aboutAsset } from '@/lib/findings/rules/facts/about-asset'
import { isFresh } from '@/lib/findings/rules/facts/fresh'
import { isKeptAsLong } from '@/lib/findings/rules/facts/kept-as-long'
import { readWords } from '@/lib/findings/rules/facts/words'
import type { AssetPicture } from '@/lib/freshness/evidence'
import { DAY, formatDuration } from '@/lib/time/durations'

/** Buckets whose objects are kept for another time than planned. A lifecycle that was not read makes no claim. */
export const lifecycle: AccountRule = {
  id: 'lifecycle',
  scope: 'account',
  find: (facts) => facts.pictures.flatMap((picture) => keptOtherwise(facts, picture)),
}

function keptOtherwise(facts: AccountFacts, picture: AssetPicture): Found[] {
  const { asset } = picture
  if (asset.kind !== 'bucket' || !isFresh(facts, picture)) return []
  const planned = facts.plan.assets.find(({ key }) => key === asset.key)?.settings.lifecycle
  const read = asset.facts.lifecycle
  if (!planned || !read) return []
  const words = (ms: number | null) => (ms === null ? 'without end' : formatDuration(ms))
  const pairs: [string, string, number | null, number | null][] = [
    ['current', 'Current objects', planned.current, read.currentDays],
    ['replaced', 'Replaced versions', planned.replaced, read.replacedDays],
  ]
  return pairs.flatMap(([id, what, want, days]) => {
    const has = days === null ? null : days * DAY
    if (isKeptAsLong(want, has)) return []
    const shorter = has !== null && (want === null || has < want)
    return {
      ...aboutAsset(picture),
      about: `${asset.key}:${id}`,
      severity: shorter ? ('high' as const) : ('low' as const),
      mark: shorter ? ('breached' as const) : ('info' as const),
      sentence: `${what} of ${asset.identifier} are kept ${words(has)} instead of ${words(want)}.`,
      planSays: `${what} kept ${words(want)}.`,
      found: `Kept ${words(has)}.${readWords(asset.confirmedAt)}`,
      whatToDo: 'Set the lifecycle as planned, or change the plan.',
    }
  })
}
