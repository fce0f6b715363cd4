import type { DesignLine } from '@/lib/freshness/design'
import { DISTRUST_WORDS } from '@/lib/freshness/distrust-words'
import type { AssetEvidence, Evaluation } from '@/lib/freshness/evaluate'
import { newestMiss } from '@/lib/freshness/slots'
import type { Mark, RpoObjective, Slot } from '@/lib/freshness/types'
import { markRank } from '@/lib/freshness/verdict'
import { formatDuration, MINUTE } from '@/lib/time/durations'
import { formatInstant } from '@/lib/time/instants'

type Judged = Omit<Evaluation, 'sentence'>

/** One sentence or more for a row: the worst mark first, the others after it. Empty when there is nothing to say. */
export function sentenceOf(rpo: RpoObjective, judged: Judged, evidence: AssetEvidence, now: number): string {
  const said: { mark: Mark; text: string }[] = []
  const say = (mark: Mark, text: string) => said.push({ mark, text })
  const { verdict } = judged

  if (verdict.mark === 'unknown') say('unknown', unknownSentence(judged, evidence, now))
  if (verdict.mark === 'breached' && verdict.sync) say('breached', 'Not in sync.')
  else if (verdict.mark === 'breached' && verdict.exposure !== null && rpo.target && !verdict.point?.replica) {
    const over = verdict.exposure - rpo.target
    const within = rpo.maximum && verdict.exposure <= rpo.maximum
    say(
      'breached',
      `Breached for ${formatDuration(over)}, still growing${within ? `; within the maximum of ${formatDuration(rpo.maximum ?? 0)}` : ''}.`,
    )
  }
  if (verdict.mark === 'at-risk' && verdict.point && rpo.target && !verdict.point.replica) {
    say(
      'at-risk',
      `Breach at ${formatInstant(verdict.point.consistentAt + rpo.target, now)} unless a new point completes.`,
    )
  }
  if (judged.marks.includes('cannot-meet')) say('cannot-meet', cannotMeetSentence(judged.design.lines[0], rpo))
  if (judged.coveredBy) {
    const by = `${judged.coveredBy.name.charAt(0).toLowerCase()}${judged.coveredBy.name.slice(1)}`
    const state = verdict.mark === 'within' ? 'Within' : 'Covered'
    say('within', `${state} by ${by} alone, which its plan never states; ${statedFailure(judged.design.lines[0], rpo)}`)
  }
  if (judged.replicaBeyond !== null && rpo.target) {
    say(
      verdict.mark === 'breached' ? 'breached' : 'at-risk',
      `Replica lags ${formatDuration(judged.replicaBeyond)}, beyond the RPO of ${formatDuration(rpo.target)}; nothing else is designed to meet it.`,
    )
  }
  for (const schedule of evidence.schedules) {
    const missed = newestMiss(schedule.slots, now)
    if (missed) {
      const note = missed.over ? '; the runs after it came' : coverNote(judged)
      say('missed', `${schedule.name} of ${minute(missed.slot.at, now)} never arrived${note}.`)
    }
    const slot = schedule.slots.findLast((each) => each.state === 'late' || each.state === 'running')
    if (!slot || slot.completedAt !== null || isOver(slot, schedule.slots)) continue
    if (slot.state === 'late') say('late', `${schedule.name} of ${minute(slot.at, now)} is late.`)
    else say('running', `${schedule.name} of ${minute(slot.at, now)} is running.`)
  }
  if (verdict.mark === 'pending') say('pending', 'No recovery point yet.')
  if (verdict.partly && verdict.mark !== 'unknown') {
    say('within', `Part of the facts is unknown: ${DISTRUST_WORDS[verdict.partly]}.`)
  }
  return said
    .sort((a, b) => markRank(a.mark) - markRank(b.mark))
    .map((part) => part.text)
    .join(' ')
}

function isOver(slot: Slot, slots: readonly Slot[]): boolean {
  return slots.some((later) => later.at > slot.at && later.completedAt !== null)
}

function minute(at: number, now: number): string {
  return formatInstant(at, now).slice(0, -3)
}

function unknownSentence(judged: Judged, evidence: AssetEvidence, now: number): string {
  const seenPoint = judged.verdict.exposure
  if (judged.verdict.distrust === 'unobserved' && evidence.sources.length > 1 && seenPoint !== null) {
    return `Unknown: nothing observes part of what protects it; the newest point that is observed is ${formatDuration(seenPoint)} old.`
  }
  const why = DISTRUST_WORDS[judged.verdict.distrust ?? 'stale']
  const seen = evidence.sources.flatMap((source) => source.observedAt ?? [])
  const last = seen.length === 0 ? '' : ` Last fact ${formatInstant(Math.max(...seen), now)} UTC.`
  return `Unknown: ${why}.${last}${evidence.sources.length > 0 ? ' The backup may be fine; nobody can say.' : ''}`
}

function cannotMeetSentence(best: DesignLine | undefined, rpo: RpoObjective): string {
  if (!best) return 'Cannot meet: by design nothing satisfies the objective.'
  return `Cannot meet by design: ${lineWords(best)} against an RPO of ${formatDuration(rpo.target ?? 0)}.`
}

function statedFailure(best: DesignLine | undefined, rpo: RpoObjective): string {
  if (!best) return 'the backups it states have no schedule.'
  return `its stated backups cannot meet ${formatDuration(rpo.target ?? 0)} (${lineWords(best)}).`
}

/** `pg_dump every 6 h, worst case 6 h 22 m` */
export function lineWords(line: DesignLine): string {
  const every = line.mechanism.interval === null ? '' : ` every ${formatDuration(line.mechanism.interval)}`
  return `${line.mechanism.name}${every}, worst case ${formatDuration(Math.ceil(line.worst / MINUTE) * MINUTE, 3)}`
}

function coverNote(judged: Judged): string {
  return judged.verdict.mark === 'within' ? '; the objective is covered by another mechanism' : ''
}
