import { createHash } from 'node:crypto'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** When something runs, always UTC. `minutes` counts from midnight; `weekday` 0 is Sunday. */
export type Schedule =
  | { kind: 'every'; minutes: number; offset?: number }
  | { kind: 'daily'; at: string }
  | { kind: 'weekly'; weekday: number; at: string }
  | { kind: 'monthly'; day: number; at: string }

/** One run: the slot it belongs to, when it began (to the second) and when its result became usable, epoch ms. */
export type Run = { slot: number; started: number; completed: number; key: string }

const minutesOf = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3))

/** All slots `from <= slot <= to`, oldest first, epoch ms. */
export function slotsOf(schedule: Schedule, from: number, to: number): number[] {
  const slots: number[] = []
  if (schedule.kind === 'monthly') {
    const first = new Date(from)
    for (let month = 0; ; month++) {
      const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, schedule.day)
      const slot = start + minutesOf(schedule.at) * MINUTE
      if (slot > to) return slots
      if (slot >= from) slots.push(slot)
    }
  }
  const step = schedule.kind === 'every' ? schedule.minutes * MINUTE : schedule.kind === 'daily' ? DAY : 7 * DAY
  const phase = phaseOf(schedule)
  for (let slot = Math.ceil((from - phase) / step) * step + phase; slot <= to; slot += step) slots.push(slot)
  return slots
}

/** A schedule that may have been another one before, and may have ended. Times are epoch ms. */
export type Timed = { schedule: Schedule; before?: { schedule: Schedule; until: number }; until?: number }

/** All slots of a schedule with its past: the earlier one's up to its end, then its own. */
export function slotsThrough({ schedule, before, until }: Timed, from: number, to: number): number[] {
  const last = Math.min(to, until ?? to)
  if (!before) return slotsOf(schedule, from, last)
  return [
    ...slotsOf(before.schedule, from, Math.min(last, before.until - 1)),
    ...slotsOf(schedule, Math.max(from, before.until), last),
  ]
}

/** 1 January 1970 was a Thursday, so weeks are counted from the Sunday after it, 4 January. */
function phaseOf(schedule: Exclude<Schedule, { kind: 'monthly' }>): number {
  if (schedule.kind === 'every') return (schedule.offset ?? 0) * MINUTE
  const time = minutesOf(schedule.at) * MINUTE
  return schedule.kind === 'daily' ? time : (3 + schedule.weekday) * DAY + time
}

/** A number in [0, 1) that is always the same for the same words. */
export function chance(...words: (string | number)[]): number {
  return createHash('sha1').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32
}

/** A whole number of seconds between two bounds, in ms; the same for the same words. */
export function between(minSeconds: number, maxSeconds: number, ...words: (string | number)[]): number {
  return Math.round(minSeconds + chance(...words) * (maxSeconds - minSeconds)) * 1000
}

/** A UUID made of words: deterministic, shaped like a random one. */
export function uuidOf(...words: (string | number)[]): string {
  const hex = createHash('sha1').update(words.join('|')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** How long runs take, in seconds, and how long after its slot one begins. */
export type Pace = { seconds: [number, number]; delay?: [number, number] }

/** The run of a slot, finished or not. */
export function runOf(name: string, slot: number, pace: Pace): Run {
  const [least, most] = pace.delay ?? [2, 40]
  const started = slot + between(least, most, name, slot, 'delay')
  return { slot, started, completed: started + between(...pace.seconds, name, slot, 'took'), key: `${name}|${slot}` }
}
