import type { DesignCheck } from '@/lib/freshness/design'
import { designCheck } from '@/lib/freshness/design'
import { exposureByLocation, movesOn } from '@/lib/freshness/exposure'
import { sentenceOf } from '@/lib/freshness/sentences'
import { markOfSlots, slotDeadlines } from '@/lib/freshness/slots'
import type { DesignMechanism, LossKind, Mark, RpoObjective, Slot, SlotRule, Source } from '@/lib/freshness/types'
import { type ExposureVerdict, judgeExposure, worstMark } from '@/lib/freshness/verdict'
import { distrustOf } from '@/lib/inventory/rules/trust'

/** One schedule of an asset with its judged slots. */
export type JudgedSchedule = {
  name: string
  slots: readonly Slot[]
  rule: SlotRule
  next: number | null
}

/** All that one evaluation needs of one asset. */
export type AssetEvidence = {
  name: string
  homeRegion: string | null
  sources: readonly Source[]
  /** mechanisms the plan states */
  stated: readonly DesignMechanism[]
  /** mechanisms found in the account, stated or not */
  found: readonly DesignMechanism[]
  schedules: readonly JudgedSchedule[]
}

export type Evaluation = {
  /** the worst of `marks` */
  mark: Mark
  marks: Mark[]
  verdict: ExposureVerdict
  /** exposure by kind of loss; the headline is loss of the instance */
  byLoss: Record<LossKind, ExposureVerdict>
  byLocation: ReturnType<typeof exposureByLocation>
  /** of the plan's own mechanisms */
  design: DesignCheck
  /** of everything found in the account */
  foundDesign: DesignCheck
  /** what alone meets the objective while the plan never states it; null when the stated backups can, or nothing does */
  coveredBy: DesignMechanism | null
  /** a replica on which the design rests lags beyond the objective */
  replicaBeyond: number | null
  sentence: string
  /** when the verdict changes by time alone; null when it does not */
  nextChangeAt: number | null
}

/**
 * Freshness of one asset against one RPO at one moment, by DOMAIN.md: exposure, verdict, design check and slots, with one
 * tag for the worst mark and one sentence for all. Writes that an incident stopped make no backup fresher: they hold the
 * incident's own clock, and the loss of a chosen point (lossUntil).
 *
 * @param now epoch milliseconds
 */
export function evaluateFreshness(rpo: RpoObjective, evidence: AssetEvidence, now: number): Evaluation {
  const judge = (loss: LossKind) => judgeExposure(rpo, evidence.sources, now, loss, evidence.homeRegion)
  const byLoss = { instance: judge('instance'), corruption: judge('corruption'), region: judge('region') }
  // Shown is what can be restored to; a replica enters only where it alone changes the verdict.
  const verdict = byLoss.corruption.mark === byLoss.instance.mark ? byLoss.corruption : byLoss.instance
  const target = rpo.target ?? Number.POSITIVE_INFINITY
  const design = designCheck(target, evidence.stated)
  const foundDesign = designCheck(target, evidence.found)
  const restorable = designCheck(target, evidence.found, 'corruption')
  const replicaBeyond = lagBeyond(rpo, evidence, now)
  const covered = design.meets !== false || foundDesign.meets === true
  const marks: Mark[] = [verdict.mark]
  if (!covered) marks.push('cannot-meet')
  for (const schedule of evidence.schedules) {
    const mark = markOfSlots(schedule.slots, now)
    if (mark) marks.push(mark)
  }
  if (replicaBeyond !== null && verdict.mark === 'within') marks.push('at-risk')
  const result = {
    mark: worstMark(marks),
    marks: [...new Set(marks)],
    verdict,
    byLoss,
    byLocation: exposureByLocation(evidence.sources, now),
    design,
    foundDesign,
    coveredBy:
      designCheck(target, evidence.stated, 'corruption').meets === false
        ? (restorable.lines.find((line) => line.meets)?.mechanism ?? null)
        : null,
    replicaBeyond,
    nextChangeAt: nextChange(rpo, verdict, evidence, now),
  }
  return { ...result, sentence: sentenceOf(rpo, result, evidence, now) }
}

/** A replica that lags beyond the objective while nothing else in the design could meet it. */
function lagBeyond(rpo: RpoObjective, evidence: AssetEvidence, now: number): number | null {
  if (!rpo.target) return null
  const target = rpo.target
  const others = [...evidence.stated, ...evidence.found].filter((mechanism) => mechanism.kind !== 'replica')
  if (designCheck(target, others).meets === true) return null
  const lags = evidence.sources
    .filter((source) => source.kind === 'replica' && distrustOf(source, now) === null)
    .flatMap((source) => source.lag ?? [])
  const best = Math.min(...lags)
  return Number.isFinite(best) && best > target ? best : null
}

/** The earliest moment at which facts grow old, a slot passes a deadline, or the ratio passes a limit. */
function nextChange(
  rpo: RpoObjective,
  { point, ratio }: ExposureVerdict,
  { sources, schedules }: AssetEvidence,
  now: number,
): number | null {
  const moments = sources.map((source) => (source.observedAt ?? Number.NEGATIVE_INFINITY) + source.limit + 1)
  const grows = ratio === null ? null : point
  if (grows && !movesOn(grows)) {
    for (const multiple of [0.8, 1, 2, 4])
      moments.push(Math.floor(grows.consistentAt + multiple * (rpo.target ?? 0)) + 1)
  }
  for (const { slots, rule, next } of schedules) moments.push(...slotDeadlines(slots, rule, next, now))
  const ahead = moments.filter((moment) => moment > now)
  return ahead.length === 0 ? null : Math.min(...ahead)
}
