import type { DesignLine } from '@/lib/freshness/design'
import { DISTRUST_WORDS } from '@/lib/freshness/distrust-words'
import type { AssetEvidence, Evaluation } from '@/lib/freshness/evaluate'
import { movesOn } from '@/lib/freshness/exposure'
import { newestMiss, type OpenSlot, openSlot } from '@/lib/freshness/slots'
import type { Mark, RpoObjective } from '@/lib/freshness/types'
import { markRank } from '@/lib/freshness/verdict'
import { formatDuration, MINUTE } from '@/lib/time/durations'
import { formatInstant } from '@/lib/time/instants'

type Judged = Omit<Evaluation, 'sentence'>

/** One sentence or more for a row: the worst mark first, the others after it. Empty when there is nothing to say. */
export function sentenceOf(rpo: RpoObjective, judged: Judged, evidence: AssetEvidence, now: number): string {
  const said: { mark: Mark; text: string }[] = []
  const say = (mark: Mark, text: string) => said.push({ mark, text })
  const { verdict } = judged
  const grows = verdict.point && !movesOn(verdict.point) ? verdict.point : null
  const target = rpo.target ?? 0

  if (verdict.mark === 'unknown') say('unknown', unknownSentence(judged, evidence, now))
  if (verdict.mark === 'breached' && verdict.sync) say('breached', 'Not in sync.')
  else if (verdict.mark === 'breached' && grows) {
    const [exposure, maximum] = [verdict.exposure ?? 0, rpo.maximum ?? 0]
    const within = exposure <= maximum ? `; within the maximum of ${formatDuration(maximum)}` : ''
    say('breached', `Breached for ${formatDuration(exposure - target)}, still growing${within}.`)
  }
  if (verdict.mark === 'at-risk' && grows) {
    say('at-risk', `Breach at ${formatInstant(grows.consistentAt + target, now)} unless a new point completes.`)
  }
  const best = judged.design.lines.find((line) => !line.meets)
  if (best && judged.marks.includes('cannot-meet')) {
    say('cannot-meet', `Cannot meet by design: ${lineWords(best)} against an RPO of ${formatDuration(target)}.`)
  }
  if (best && judged.coveredBy) {
    const by = `${judged.coveredBy.name.charAt(0).toLowerCase()}${judged.coveredBy.name.slice(1)}`
    const state = verdict.mark === 'within' ? 'Within' : 'Covered'
    const failure = `its stated backups cannot meet ${formatDuration(target)} (${lineWords(best)})`
    say('within', `${state} by ${by} alone, which its plan never states; ${failure}.`)
  }
  if (judged.replicaBeyond !== null) {
    say(
      verdict.mark === 'breached' ? 'breached' : 'at-risk',
      `Replica lags ${formatDuration(judged.replicaBeyond)}, beyond the RPO of ${formatDuration(target)}; nothing else is designed to meet it.`,
    )
  }
  for (const schedule of evidence.schedules) {
    const missed = newestMiss(schedule.slots, now)
    if (missed) {
      const note = missed.over ? '; the runs after it came' : coverNote(judged)
      say('missed', `${schedule.name} of ${minute(missed.slot.at, now)} never arrived${note}.`)
    }
    const open = openSlot(schedule.slots)
    // Where the whole verdict is unknown, that has been said.
    if (open && (open.state !== 'unknown' || verdict.mark !== 'unknown'))
      say(open.state, `${schedule.name} of ${minute(open.at, now)} ${OPEN_WORDS[open.state]}.`)
  }
  if (verdict.mark === 'pending') say('pending', 'No recovery point yet.')
  if (verdict.partly) say('within', `Part of the facts is unknown: ${DISTRUST_WORDS[verdict.partly]}.`)
  return said
    .sort((a, b) => markRank(a.mark) - markRank(b.mark))
    .map((part) => part.text)
    .join(' ')
}

const OPEN_WORDS: Record<OpenSlot['state'], string> = {
  late: 'is late',
  unknown: 'is unknown: nobody can say whether it came',
  running: 'is running',
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

/** `pg_dump every 6 h, worst case 6 h 22 m` */
export function lineWords(line: DesignLine): string {
  const every = line.mechanism.interval === null ? '' : ` every ${formatDuration(line.mechanism.interval)}`
  return `${line.mechanism.name}${every}, worst case ${formatDuration(Math.ceil(line.worst / MINUTE) * MINUTE, 3)}`
}

function coverNote(judged: Judged): string {
  return judged.verdict.mark === 'within' ? '; the objective is covered by another mechanism' : ''
}
