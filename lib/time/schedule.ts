import { Cron } from 'croner'
import { DAY, HOUR, MINUTE, YEAR } from '@/lib/time/durations'

/**
 * When something runs: a cron expression in a zone, or every so many milliseconds.
 * A cron is either the usual five fields (0 = Sunday) or AWS's own `cron(…)` of six (1 = Sunday, `L`, `W`, `#`, `?`, a year).
 */
export type Schedule = { kind: 'cron'; cron: string; zone: string } | { kind: 'rate'; every: number }

const MOST_SLOTS = 20_000
const GAP_REFERENCE = Date.UTC(2025, 0, 1)
const compiled = new Map<string, Cron>()
const slotsByDay = new Map<string, number[]>()
const nextDays = new Map<string, number | null>()
const longestGaps = new Map<string, number | null>()

/**
 * Says in plain words why a schedule can never be followed.
 *
 * @returns null when it is sound; else what is wrong with the expression or the zone, or that it never comes true
 */
export function scheduleFault(schedule: Schedule): string | null {
  if (schedule.kind === 'rate') {
    return schedule.every >= MINUTE && schedule.every <= YEAR ? null : 'a rate must lie between 1 min and 1 y'
  }
  if (!isZone(schedule.zone)) return `"${schedule.zone}" is no time zone (write it like UTC or Europe/Berlin)`
  let cron: Cron
  try {
    cron = cronOf(schedule)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'it cannot be read'
    return `"${schedule.cron}" is no cron expression: ${reason}`
  }
  return cron.nextRun(new Date(GAP_REFERENCE)) === null ? `"${schedule.cron}" names a date that never comes` : null
}

/**
 * Reads AWS's `rate(6 hours)`; the unit is singular for 1, as AWS demands.
 *
 * @returns the interval in milliseconds, or null when it is no such expression
 */
export function parseRate(text: string): number | null {
  const match = /^rate\(\s*([1-9]\d{0,5})\s+(minute|hour|day)(s?)\s*\)$/.exec(text.trim())
  if (!match) return null
  const amount = Number(match[1])
  if ((amount === 1) === (match[3] === 's')) return null
  return amount * (match[2] === 'minute' ? MINUTE : match[2] === 'hour' ? HOUR : DAY)
}

/**
 * The runs to expect in [from, to), oldest first. A rate counts from 1 January 1970, so that `6 h` means 00, 06, 12 and 18 UTC.
 *
 * @param from epoch milliseconds, included
 * @param to epoch milliseconds, excluded
 * @throws RangeError when the period holds more than 20,000 runs
 */
export function slotsBetween(schedule: Schedule, from: number, to: number): number[] {
  const slots: number[] = []
  for (const slot of schedule.kind === 'rate' ? rateSlots(schedule.every, from, to) : cronSlots(schedule, from, to)) {
    if (slots.push(slot) > MOST_SLOTS)
      throw new RangeError('More than 20,000 runs in the period: ask for a shorter one')
  }
  return slots
}

/**
 * The first run strictly after an instant.
 *
 * @param after epoch milliseconds
 * @returns epoch milliseconds, or null when there is none to come
 */
export function nextSlot(schedule: Schedule, after: number): number | null {
  if (schedule.kind === 'rate') return (Math.floor(after / schedule.every) + 1) * schedule.every
  const today = slotsOfDay(schedule, Math.floor(after / DAY)).find((slot) => slot > after)
  if (today !== undefined) return today
  // No more runs today: until midnight the answer is the same, and the search costs more than all else on a screen.
  const key = `${keyOf(schedule)} ${Math.floor(after / DAY)}`
  return remembered(nextDays, key, 5_000, () => cronOf(schedule).nextRun(new Date(after))?.getTime() ?? null)
}

/**
 * The schedule's interval for a design check: the longest time between two neighbouring runs, nights, weekends,
 * short months and the change of the clocks included.
 *
 * @returns milliseconds, or null when the schedule runs fewer than twice
 */
export function longestGap(schedule: Schedule): number | null {
  if (schedule.kind === 'rate') return schedule.every
  // Runs that know neither date nor clock change repeat each day: one day shows every gap.
  const daily = schedule.zone === 'UTC' && /\s\*\s+\*\s+\*$/.test(schedule.cron.trim())
  const span = daily ? 2 * DAY : 400 * DAY
  return remembered(longestGaps, keyOf(schedule), 500, () => measureLongestGap(cronOf(schedule), span))
}

function measureLongestGap(cron: Cron, span: number): number | null {
  let longest: number | null = null
  let previous = cron.nextRun(new Date(GAP_REFERENCE))
  let runs = 1
  // Long enough for a leap day and for both changes of the clocks, short enough for a run each minute.
  while (previous && (runs < 1_500 || span < 400 * DAY) && (runs < 5 || previous.getTime() < GAP_REFERENCE + span)) {
    const next = cron.nextRun(previous)
    if (!next) break
    longest = Math.max(longest ?? 0, next.getTime() - previous.getTime())
    previous = next
    runs += 1
  }
  if (runs < 1_500 || !previous || span < 400 * DAY) return longest
  for (let midnight = GAP_REFERENCE + DAY; midnight < GAP_REFERENCE + 400 * DAY; midnight += DAY) {
    const before = cron.previousRuns(1, new Date(midnight + 1_000))[0]
    const after = cron.nextRun(new Date(midnight))
    if (before && after) longest = Math.max(longest ?? 0, after.getTime() - before.getTime())
  }
  return longest
}

function* rateSlots(every: number, from: number, to: number): Generator<number> {
  for (let slot = Math.ceil(from / every) * every; slot < to; slot += every) yield slot
}

function* cronSlots(schedule: Schedule & { kind: 'cron' }, from: number, to: number): Generator<number> {
  let at = from
  while (at < to) {
    const day = Math.floor(at / DAY)
    const slots = slotsOfDay(schedule, day)
    for (const slot of slots) if (slot >= from && slot < to) yield slot
    at = (day + 1) * DAY
    if (slots.length > 0) continue
    // Rare dates: jump over the empty days instead of asking for each.
    const next = nextSlot(schedule, at - 1)
    if (next === null || next >= to) return
    at = next
  }
}

function slotsOfDay(schedule: Schedule & { kind: 'cron' }, day: number): number[] {
  return remembered(slotsByDay, `${keyOf(schedule)} ${day}`, 5_000, () => {
    const cron = cronOf(schedule)
    const slots: number[] = []
    let next = cron.nextRun(new Date(day * DAY - 1_000))
    while (next && next.getTime() < (day + 1) * DAY) {
      slots.push(next.getTime())
      next = cron.nextRun(next)
    }
    return slots
  })
}

function cronOf(schedule: Schedule & { kind: 'cron' }): Cron {
  return remembered(compiled, keyOf(schedule), 500, () => {
    const aws = /^cron\((.*)\)$/.exec(schedule.cron.trim())?.[1]
    return aws === undefined
      ? new Cron(schedule.cron, { timezone: schedule.zone, mode: '5-part' })
      : new Cron(`0 ${aws}`, { timezone: schedule.zone, mode: '7-part', alternativeWeekdays: true })
  })
}

function keyOf(schedule: Schedule & { kind: 'cron' }): string {
  return `${schedule.zone} ${schedule.cron}`
}

/** What was worked out before; the oldest goes when there are `most`. */
function remembered<T>(map: Map<string, T>, key: string, most: number, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  for (const oldest of map.keys()) {
    if (map.size < most) break
    map.delete(oldest)
  }
  map.set(key, made)
  return made
}

/** Whether a name such as `UTC` or `Europe/Berlin` is a time zone that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
