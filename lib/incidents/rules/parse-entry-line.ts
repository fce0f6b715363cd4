import { INCIDENT_STATUSES, type IncidentStatus, MILESTONE_WORDS, type Milestone } from '@/lib/incidents/model/incident'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'
import { formatInstant, formatTime, parseDay } from '@/lib/time/instants'
import { WRITABLE_KINDS, type WritableKind } from '@/lib/vocabulary/entry-kinds'
import { SEVERITIES, type SeverityLevel } from '@/lib/vocabulary/severities'

/** What a line of the entry field means. Instants are epoch milliseconds; `backDated` when the line itself names the time. */
export type EntryLine =
  | { means: 'nothing' }
  | { means: 'entry'; kind: WritableKind; text: string; occurredAt: number; backDated: boolean }
  | { means: 'milestone'; milestone: Milestone; at: number; text: string; backDated: boolean }
  | { means: 'status'; to: IncidentStatus; text: string }
  | { means: 'severity'; to: SeverityLevel; text: string }
  | { means: 'correct'; text: string }
  | { means: 'refused'; why: string }

const KINDS: Record<string, WritableKind> = Object.fromEntries(WRITABLE_KINDS.map((kind) => [kind, kind]))

const TIMES: Record<string, Milestone> = {
  impact: 'impactStarted',
  detected: 'detected',
  acknowledged: 'acknowledged',
  stopped: 'writesStopped',
  restored: 'restored',
  verified: 'verified',
  resumed: 'resumed',
}

/** Every command, as shown under the entry line. */
export const COMMANDS: readonly string[] = [...Object.keys(KINDS), 'status', 'sev', 'correct', ...Object.keys(TIMES)]

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?=\s|$)/
const DATED = /^(?:(\d{4}-\d{2}-\d{2})[ T]|(yesterday)\s+)(\d{1,2}):(\d{2})(?::(\d{2}))?Z?(?=\s|$)/i
const COMMAND = /^\/([a-z]+)(?=\s|$)/i

/** A time of day later than now is taken for yesterday's when that is no longer ago than this; else it is a slip. */
const YESTERDAY_WITHIN = 12 * HOUR

/**
 * Reads one line as typed: `14:05 text` back-dates (UTC; seconds, `yesterday 14:05` and `2026-11-20 14:05` too),
 * `/decision`, `/action`, `/objection`, `/message` choose the kind, `/stopped`, `/resumed` … set a time of the incident,
 * `/status`, `/sev` and `/correct` act. Command and time may come in either order. A leading backslash takes the line as it is.
 *
 * @param clock epoch milliseconds, of the server's clock
 * @param kind what a line without a command becomes
 */
export function parseEntryLine(line: string, clock: number, kind: WritableKind = 'note'): EntryLine {
  // A browser's clock, set by the server's, has fractions of a millisecond; the record has none.
  const now = Math.floor(clock)
  if (line.trim() === '') return { means: 'nothing' }
  if (line.startsWith('\\')) return entry(kind, line.slice(1), now, false)
  let rest = line.trimStart()
  let command: string | null = null
  let at: number | null = null
  for (let round = 0; round < 2; round++) {
    const named: { command: string; rest: string } | null = command === null ? readCommand(rest) : null
    if (named) {
      if (!COMMANDS.includes(named.command)) {
        return refused(
          `There is no command /${named.command}. Known are ${COMMANDS.map((one) => `/${one}`).join(', ')}.`,
        )
      }
      command = named.command
      rest = named.rest
      continue
    }
    const timed: { at: number; rest: string } | string | null = at === null ? readTime(rest, now) : null
    if (typeof timed === 'string') return refused(timed)
    if (timed) {
      at = timed.at
      rest = timed.rest
    }
  }
  return meaning(command, at, command === null && at === null ? line : rest, now, kind)
}

/** What the entry line says beside the field while it is being typed; empty when there is nothing to say. */
export function describeLine(parsed: EntryLine, now: number): string {
  switch (parsed.means) {
    case 'nothing':
      return ''
    case 'refused':
      return parsed.why
    case 'milestone':
      return `sets ${MILESTONE_WORDS[parsed.milestone].toLowerCase()} to ${formatInstant(parsed.at, now)} UTC`
    case 'status':
      return `sets the status to ${parsed.to}`
    case 'severity':
      return `sets the severity to SEV ${parsed.to}`
    case 'correct':
      return 'opens the chosen entry for correction'
    case 'entry':
      return parsed.backDated
        ? `goes in at ${formatInstant(parsed.occurredAt, now)}, marked recorded ${formatTime(now).slice(0, 5)}`
        : ''
  }
}

function meaning(command: string | null, at: number | null, text: string, now: number, kind: WritableKind): EntryLine {
  const milestone = TIMES[command ?? '']
  if (milestone) return { means: 'milestone', milestone, at: at ?? now, text: text.trim(), backDated: at !== null }
  if (command === 'status') return readStatus(text, at)
  if (command === 'sev') return readSeverity(text, at)
  if (command === 'correct') return { means: 'correct', text: text.trim() }
  if (text.trim() === '') {
    return refused(
      at === null ? `Say what to record after /${command}.` : `Say what happened at ${formatInstant(at, now)} UTC.`,
    )
  }
  return entry(KINDS[command ?? kind] ?? kind, text, at ?? now, at !== null)
}

function entry(kind: WritableKind, text: string, occurredAt: number, backDated: boolean): EntryLine {
  return text.trim() === '' ? { means: 'nothing' } : { means: 'entry', kind, text, occurredAt, backDated }
}

function readStatus(text: string, at: number | null): EntryLine {
  const [word = '', ...rest] = text.trim().split(/\s+/)
  const to = INCIDENT_STATUSES.find((status) => status === word.toLowerCase())
  if (at !== null)
    return refused('A status changes now; it cannot be back-dated. Set the time of the milestone instead.')
  if (!to || to === 'resolved') {
    return refused(
      'Write /status and one of investigating, identified, recovering, monitoring. Resolving has its own button.',
    )
  }
  return { means: 'status', to, text: rest.join(' ') }
}

const SEVERITY = new RegExp(`^(?:sev\\s*)?([${SEVERITIES.join('')}])(?:\\s+(.*))?$`, 'is')

function readSeverity(text: string, at: number | null): EntryLine {
  const match = SEVERITY.exec(text.trim())
  if (at !== null) return refused('A severity changes now; it cannot be back-dated.')
  if (!match) return refused(`Write /sev and a number from 1 (worst) to ${SEVERITIES.length}.`)
  return { means: 'severity', to: Number(match[1]) as SeverityLevel, text: match[2] ?? '' }
}

function readCommand(text: string): { command: string; rest: string } | null {
  const match = COMMAND.exec(text)
  if (!match?.[1]) return null
  return { command: match[1].toLowerCase(), rest: restAfter(text, match[0]) }
}

function readTime(text: string, now: number): { at: number; rest: string } | string | null {
  const dated = DATED.exec(text)
  if (dated) {
    const [whole, date, yesterday, hour, minute, second] = dated
    const day = yesterday ? startOfDay(now) - DAY : parseDay(date ?? '')
    const time = timeOfDay(hour, minute, second)
    if (day === null || time === null) return `${whole} is no time. Write 2026-11-20 14:05, in UTC.`
    if (day + time > now + MINUTE) return `${whole} UTC has not come yet: an entry says what happened.`
    return { at: Math.min(day + time, now), rest: restAfter(text, whole) }
  }
  const clock = CLOCK.exec(text)
  if (!clock) return null
  const [whole, hour, minute, second] = clock
  const time = timeOfDay(hour, minute, second)
  if (time === null) return `${whole} is no time of day. To begin the text with it, put a backslash before it.`
  const today = startOfDay(now) + time
  if (today <= now + MINUTE) return { at: Math.min(today, now), rest: restAfter(text, whole) }
  if (now - (today - DAY) <= YESTERDAY_WITHIN) return { at: today - DAY, rest: restAfter(text, whole) }
  return `${whole} has not come yet: it is ${formatTime(now).slice(0, 5)} UTC. For the day before write “yesterday ${whole}”.`
}

function timeOfDay(hour = '', minute = '', second = '0'): number | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  return h < 24 && m < 60 && s < 60 ? h * HOUR + m * MINUTE + s * 1_000 : null
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY) * DAY
}

/** What follows a match and the one blank after it. */
function restAfter(text: string, matched: string): string {
  return text.slice(matched.length + 1)
}

function refused(why: string): EntryLine {
  return { means: 'refused', why }
}
