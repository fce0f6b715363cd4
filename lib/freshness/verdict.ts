import { exposureOf, pointsOf, sourcesAfter } from '@/lib/freshness/exposure'
import type { LossKind, Mark, Point, RpoObjective, Source } from '@/lib/freshness/types'
import { type Distrust, distrustOf } from '@/lib/inventory/rules/trust'

/** Worst first. Where several marks hold, the tag shows the first of these. */
export const MARK_ORDER: readonly Mark[] = [
  'breached',
  'cannot-meet',
  'unknown',
  'missed',
  'late',
  'at-risk',
  'running',
  'within',
  'pending',
  'not-measured',
]

/** Rank of a mark: 0 is worst. */
export function markRank(mark: Mark): number {
  return MARK_ORDER.indexOf(mark)
}

/** The worst of several marks; `pending` when there is none. */
export function worstMark(marks: readonly Mark[]): Mark {
  return MARK_ORDER.find((mark) => marks.includes(mark)) ?? 'pending'
}

/** Verdict by ratio: ≤ 0.8 within, ≤ 1 at risk, more breached. */
export function markOfRatio(ratio: number): 'within' | 'at-risk' | 'breached' {
  if (ratio <= 0.8) return 'within'
  return ratio <= 1 ? 'at-risk' : 'breached'
}

/** "In real time" (RPO 0) allows what no measurement can tell apart from it. Milliseconds. */
const SYNC_TOLERANCE = 1_000

/** Whether a length keeps a target, both in milliseconds; a target of 0 is the RPO "real time". */
export function keepsTarget(length: number, target: number): boolean {
  return length <= (target === 0 ? SYNC_TOLERANCE : target)
}

/** The mark of an exposure against an RPO: by ratio, or in sync or not where it is 0. */
export function markOfExposure(exposure: number, rpo: number): 'within' | 'at-risk' | 'breached' {
  if (rpo > 0) return markOfRatio(exposure / rpo)
  return keepsTarget(exposure, rpo) ? 'within' : 'breached'
}

/** Severity of a breach: 1 up to twice the objective, 2 up to four times, 3 beyond; 0 when there is none. */
export function breachSeverity(ratio: number): 0 | 1 | 2 | 3 {
  if (ratio <= 1) return 0
  if (ratio <= 2) return 1
  return ratio <= 4 ? 2 : 3
}

/** The verdict on exposure at one moment after one kind of loss. */
export type ExposureVerdict = {
  mark: 'within' | 'at-risk' | 'breached' | 'pending' | 'unknown' | 'not-measured'
  /** last known exposure in milliseconds, also when unknown; null when there is no point */
  exposure: number | null
  /** exposure ÷ RPO; null for RPO 0, without a target, or when unknown or pending */
  ratio: number | null
  severity: 0 | 1 | 2 | 3
  /** RPO 0 only */
  sync: 'in-sync' | 'not-in-sync' | 'unknown' | null
  point: Point | null
  /** why the facts do not hold, when the mark is unknown */
  distrust: Distrust | null
  /** another source is not to be believed, though the verdict stands without it */
  partly: Distrust | null
}

/**
 * Judges exposure against an RPO. A verdict stands on facts that may be believed: trusted sources that prove it are enough;
 * where only an untrusted source could save it, the verdict is unknown.
 *
 * @param homeRegion where the asset lives; decides what survives the loss of the region
 */
export function judgeExposure(
  rpo: RpoObjective,
  sources: readonly Source[],
  now: number,
  loss: LossKind = 'instance',
  homeRegion: string | null = null,
): ExposureVerdict {
  const relevant = sourcesAfter(sources, loss, homeRegion)
  const originals = relevant.filter((source) => !source.copy)
  const doubted = (originals.length > 0 ? originals : relevant).flatMap((source) => distrustOf(source, now) ?? [])
  const trusted = relevant.filter((source) => distrustOf(source, now) === null)
  const proven = exposureOf(pointsOf(trusted, now), now)
  const lastKnown = exposureOf(pointsOf(relevant, now), now)
  const base = {
    exposure: lastKnown?.ms ?? null,
    ratio: null,
    severity: 0 as const,
    sync: null,
    point: lastKnown?.point ?? null,
  }

  if (sources.length === 0) {
    return { ...base, mark: 'unknown', sync: rpo.target === 0 ? 'unknown' : null, distrust: 'unobserved', partly: null }
  }
  if (rpo.target === null) {
    return { ...base, mark: 'not-measured', distrust: null, partly: doubted[0] ?? null }
  }
  const mark = proven ? markOfExposure(proven.ms, rpo.target) : 'pending'
  if (doubted.length > 0 && mark !== 'within' && mark !== 'at-risk') {
    return {
      ...base,
      mark: 'unknown',
      sync: rpo.target === 0 ? 'unknown' : null,
      distrust: doubted[0] ?? 'stale',
      partly: null,
    }
  }
  const ratio = proven && rpo.target > 0 ? proven.ms / rpo.target : null
  return {
    mark,
    exposure: proven?.ms ?? null,
    ratio,
    severity: breachSeverity(ratio ?? 0),
    sync: rpo.target === 0 && proven ? (mark === 'within' ? 'in-sync' : 'not-in-sync') : null,
    point: proven?.point ?? null,
    distrust: null,
    partly: doubted[0] ?? null,
  }
}
