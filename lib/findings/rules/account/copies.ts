import type { Finding } from '@/lib/findings/model/finding'
import { aboutAsset, collectorIn, isFresh, isKeptAsLong, readWords, worksNow } from '@/lib/findings/rules/account/base'
import type { AssetPicture, SystemFacts } from '@/lib/freshness/evidence'
import { runsOfCopy, runsOfPolicy } from '@/lib/freshness/runs'
import type { BackupCopy, BackupPolicy, RetentionRung } from '@/lib/plans/model/backups'
import { rungWords } from '@/lib/plans/rules/words'
import { DAY, formatDuration, HOUR } from '@/lib/time/durations'

/** A copy may take this long beyond the tolerance of its policy. */
const COPY_TIME = 6 * HOUR

/** Copies that do not come, ladders whose oldest rung is missing, buckets that keep or replicate otherwise than planned. */
export function copyFindings(facts: SystemFacts, pictures: readonly AssetPicture[], now: number): Finding[] {
  return pictures.flatMap((picture) => [
    ...picture.policies.flatMap((policy) =>
      policy.copies.flatMap((copy) => lateCopy(facts, picture, policy, copy, now)),
    ),
    ...oldestRung(facts, picture, now),
    ...buckets(facts, picture, now),
  ])
}

/** A run that ended long enough ago, and of which the other place has neither a copy nor anything newer. */
function lateCopy(
  facts: SystemFacts,
  picture: AssetPicture,
  policy: BackupPolicy,
  copy: BackupCopy,
  now: number,
): Finding[] {
  const { store } = copy
  if (store.kind !== 'vault' && store.kind !== 'objects') return []
  const collector = collectorIn(facts, store.region, store.kind === 'vault' ? 'backup' : 's3')
  if (!worksNow(facts, collector, now)) return []
  // A run of which the point is gone again protects nothing.
  const past = (facts.runs.get(picture.asset.id) ?? []).filter(({ goneAt }) => goneAt === null)
  const due = now - policy.startWindow - policy.grace - COPY_TIME
  const originals = runsOfPolicy(policy, picture.policies, past)
    .filter(({ completedAt }) => completedAt !== null && completedAt <= due)
    .map(({ startedAt }) => startedAt)
  const copies = runsOfCopy(policy, copy, picture.policies, past)
    .filter(({ completedAt }) => completedAt !== null)
    .map(({ startedAt }) => startedAt)
  const newest = Math.max(0, ...originals)
  const copied = Math.max(0, ...copies)
  if (newest === 0 || copied >= newest) return []
  return [
    {
      ...aboutAsset(facts, picture),
      id: `copy:${policy.id}:${store.region}`,
      severity: 'high',
      mark: 'breached',
      subject: `${policy.name}, copy to ${store.region}`,
      sentence:
        copied === 0
          ? `No copy of ${policy.name} is in ${store.region}.`
          : `The newest copy of ${policy.name} in ${store.region} is ${formatDuration(now - copied)} old.`,
      planSays: `Copied to ${store.kind === 'vault' ? store.vault : store.bucket}, ${store.region}${copy.assumed ? ', assumed, to confirm' : ''}.`,
      found: `The newest run that should be there is ${formatDuration(now - newest)} old.${readWords(collector?.lastSuccessAt ?? null)}`,
      whatToDo: 'See why the copy is not made; the loss of the home region would lose what is missing.',
    },
  ]
}

const RUNG_LENGTH: Record<RetentionRung['rung'], number> = {
  all: DAY,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 31 * DAY,
  yearly: 366 * DAY,
}

/**
 * The longest rung of a ladder reaches back less far than planned, though the database is old enough. Where its age is
 * not known, nothing is said.
 */
function oldestRung(facts: SystemFacts, picture: AssetPicture, now: number): Finding[] {
  const born = picture.asset.facts.createdAt
  if (typeof born !== 'number' || !isFresh(facts, picture, now)) return []
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
    if (born > now - keep - slack || !worksNow(facts, collectorIn(facts, store.region, service), now)) return []
    const oldest = picture.asset.mechanisms
      .filter(
        ({ location, kind }) =>
          kind === 'points' && location.startsWith(`${store.region}/`) && location.endsWith(`/${name}`),
      )
      .flatMap(({ oldestAt }) => oldestAt ?? [])
    if (oldest.length === 0 || Math.min(...oldest) <= now - keep + slack) return []
    const reach = now - Math.min(...oldest)
    return {
      ...aboutAsset(facts, picture),
      id: `ladder:${policy.id}`,
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

/** A bucket's replication and lifecycle against the plan; a lifecycle that was not read makes no claim. */
function buckets(facts: SystemFacts, picture: AssetPicture, now: number): Finding[] {
  const { asset } = picture
  if (asset.kind !== 'bucket' || !isFresh(facts, picture, now)) return []
  const base = aboutAsset(facts, picture)
  const found: Finding[] = []
  const wanted = facts.plan.assets.filter(
    ({ replicaOf, kind, assumed, key }) =>
      replicaOf === asset.key && kind === 'bucket' && (!assumed || replicates(facts, asset.key, key)),
  )
  const to = asset.facts.replicatesTo
  for (const target of to ? wanted : []) {
    if (to?.includes(target.identifier) || !replicates(facts, asset.key, target.key)) continue
    found.push({
      ...base,
      id: `replication:${asset.key}:${target.key}`,
      severity: 'high',
      mark: 'breached',
      sentence: `${asset.identifier} is not replicated to ${target.identifier}.`,
      planSays: `Replicated to ${target.identifier}${target.assumed ? ', assumed, to confirm' : ''}.`,
      found: `${to && to.length > 0 ? `Replicated to ${to.join(', ')}` : 'No replication rule'}.${readWords(asset.confirmedAt)}`,
      whatToDo: 'Put the replication rule back; what was written since is not copied by itself.',
    })
  }
  const planned = facts.plan.assets.find(({ key }) => key === asset.key)?.settings.lifecycle
  const lifecycle = asset.facts.lifecycle
  if (planned && lifecycle)
    found.push(...lifecycles(base, asset.key, asset.identifier, planned, lifecycle, asset.confirmedAt))
  return found
}

/** Whether the plan says that one bucket replicates to the other, rather than that somebody uploads to both. */
function replicates(facts: SystemFacts, from: string, to: string): boolean {
  return facts.plan.backups.some(
    ({ store, asset, copies }) =>
      (asset === from || (store?.kind === 'objects' && store.bucket === from)) &&
      copies.some(
        (copy) => copy.mechanism === 'replication' && copy.store.kind === 'objects' && copy.store.bucket === to,
      ),
  )
}

type Lifecycle = { currentDays: number | null; replacedDays: number | null }

function lifecycles(
  base: ReturnType<typeof aboutAsset>,
  key: string,
  identifier: string,
  planned: { current: number | null; replaced: number | null },
  found: Lifecycle,
  readAt: number | null,
): Finding[] {
  const words = (ms: number | null) => (ms === null ? 'without end' : formatDuration(ms))
  const pairs: [string, string, number | null, number | null][] = [
    ['current', 'Current objects', planned.current, found.currentDays],
    ['replaced', 'Replaced versions', planned.replaced, found.replacedDays],
  ]
  return pairs.flatMap(([id, what, want, days]) => {
    const has = days === null ? null : days * DAY
    if (isKeptAsLong(want, has)) return []
    const shorter = has !== null && (want === null || has < want)
    return {
      ...base,
      id: `lifecycle:${key}:${id}`,
      severity: shorter ? ('high' as const) : ('low' as const),
      mark: shorter ? ('breached' as const) : ('info' as const),
      sentence: `${what} of ${identifier} are kept ${words(has)} instead of ${words(want)}.`,
      planSays: `${what} kept ${words(want)}.`,
      found: `Kept ${words(has)}.${readWords(readAt)}`,
      whatToDo: 'Set the lifecycle as planned, or change the plan.',
    }
  })
}
