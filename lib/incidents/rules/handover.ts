import { cut } from '@/lib/door/rules/well-formed'
import type { EntryDto, IncidentFacts } from '@/lib/incidents/model/incident'
import { clocksOf, leftOf, lengthOf } from '@/lib/incidents/rules/clocks'
import { drawEntries } from '@/lib/incidents/rules/corrections'
import { statusWord } from '@/lib/incidents/rules/rules'
import { formatDuration } from '@/lib/time/durations'
import { formatTime } from '@/lib/time/instants'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

/**
 * The state of an incident in sentences, for who takes over: status, clocks, the newest decisions, objections and
 * actions. Computed, so that a handover costs nobody a paragraph.
 *
 * @param now epoch milliseconds
 */
export function handoverSummary(
  facts: IncidentFacts & { severity: SeverityLevel },
  entries: readonly EntryDto[],
  now: number,
): string[] {
  const { rtoLeft, exposure } = clocksOf(facts)
  const left = leftOf(rtoLeft, now)
  const lost = lengthOf(exposure, now)
  const lines = [`${statusWord(facts.status)}, SEV ${facts.severity}.`]
  if (left === null) lines.push(`RTO left: unknown. ${rtoLeft.why}`)
  else lines.push(left < 0 ? `RTO is over by ${formatDuration(-left)}.` : `RTO left ${formatDuration(left)}.`)
  if (lost === null) lines.push(`Exposure: unknown. ${exposure.why}`)
  else lines.push(`Exposure ${formatDuration(lost)}${exposure.state === 'held' ? ', held' : ''}.`)
  const drawn = drawEntries(entries)
  for (const [kind, word] of [
    ['decision', 'Last decision'],
    ['objection', 'Last objection'],
    ['action', 'Last action'],
  ] as const) {
    const newest = drawn.find(({ entry }) => entry.kind === kind)
    if (newest) lines.push(`${word}, ${formatTime(newest.occurredAt)} UTC: ${shorten(newest.text)}`)
  }
  return lines
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 160 ? `${cut(line, 159)}…` : line
}
