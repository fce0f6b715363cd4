import ical, { ICalEventTransparency } from 'ical-generator'
import type { Actor } from '@/lib/auth/model/actor'
import { InvalidInput, NotFound } from '@/lib/errors'
import { calendarItems, ownSchedule, schedulesOf } from '@/lib/plans/calendar/items'
import { recurrenceOf } from '@/lib/plans/calendar/recurrence'
import { plansInForce } from '@/lib/plans/in-force/queries'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { CalendarDto, CalendarItem } from '@/lib/plans/model/calendar'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import { DAY, MINUTE } from '@/lib/time/durations'
import { nextSlot, slotsBetween } from '@/lib/time/schedule'

/** A calendar file looks this far ahead, and so far back. */
const AHEAD = 400 * DAY
const BEHIND = 31 * DAY
const MOST_RUNS = 100

/**
 * A month of the plans in force: what falls on each day, and every schedule.
 *
 * @param asked `month`: `2026-11`, this month where null; `system`: one system's key, all where null
 * @throws InvalidInput for no such month; NotFound for no such system; Forbidden
 */
export async function calendarView(
  actor: Actor,
  asked: { month: string | null; system: string | null },
  now: number,
): Promise<CalendarDto> {
  const month = asked.month ?? new Date(now).toISOString().slice(0, 7)
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) {
    throw new InvalidInput(`Month: found "${month.slice(0, 40)}"; expected a month such as 2026-11.`)
  }
  const from = Date.parse(`${month}-01T00:00:00Z`)
  const to = Date.UTC(new Date(from).getUTCFullYear(), new Date(from).getUTCMonth() + 1, 1)
  const all = await plansInForce(actor)
  const chosen = ofSystem(all, asked.system)
  return {
    asOf: now,
    month,
    from,
    to,
    system: asked.system,
    systems: all.map(({ system, plan }) => ({ key: system, name: plan.system.name })),
    items: inOrder(chosen.flatMap(({ plan }) => calendarItems(plan, from, to, now))),
    schedules: chosen
      .flatMap(({ plan }) => schedulesOf(plan, now))
      .sort((a, b) => (a.next ?? Infinity) - (b.next ?? Infinity)),
  }
}

/**
 * The same as a calendar file (RFC 5545): drills, reviews and tasks by day, backups as repeating events in UTC.
 *
 * @param system one system's key, all where null
 * @throws NotFound for no such system; Forbidden
 */
export async function calendarFile(actor: Actor, system: string | null, now: number): Promise<string> {
  const chosen = ofSystem(await plansInForce(actor), system)
  const only = system === null ? undefined : chosen[0]?.plan.system.name
  const calendar = ical({ name: only ? `Tidemark, ${only}` : 'Tidemark', prodId: '//Tidemark//Plans//EN' })
  for (const { plan } of chosen) {
    for (const item of calendarItems(plan, now - BEHIND, now + AHEAD, now)) {
      calendar.createEvent({
        id: `${item.id}@tidemark`,
        start: new Date(item.day),
        allDay: true,
        stamp: new Date(now),
        summary: `${item.systemName}: ${item.title}${STATE_WORDS[item.state]}`,
        description: item.note,
        transparency: ICalEventTransparency.TRANSPARENT,
      })
    }
    for (const policy of plan.backups) addRuns(calendar, plan.system, policy, now)
  }
  return calendar.toString()
}

const STATE_WORDS: Record<CalendarItem['state'], string> = {
  agreed: '',
  machine: '',
  'due-by': ' (due by today, no day agreed)',
  'no-record': ' (no record of it)',
  overdue: ' (overdue)',
  done: ' (done)',
}

type System = { key: string; name: string }

/** Once with a rule where a rule can say it, else run by run for the next weeks. */
function addRuns(calendar: ReturnType<typeof ical>, system: System, policy: BackupPolicy, now: number): void {
  const schedule = ownSchedule(policy.schedule)
  const first = schedule && nextSlot(schedule, now)
  if (!schedule || first === null) return
  const rule = recurrenceOf(schedule)
  const starts = rule ? [first] : slotsBetween(schedule, now, now + BEHIND).slice(0, MOST_RUNS)
  for (const start of starts) {
    calendar.createEvent({
      id: `${system.key}:backup:${policy.id}${rule ? '' : `:${start}`}@tidemark`,
      start: new Date(start),
      end: new Date(start + (policy.expectedDuration ?? 15 * MINUTE)),
      stamp: new Date(now),
      summary: `${system.name}: ${policy.name}`,
      description: policy.source.says,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(rule ? { repeating: `RRULE:${rule}` } : {}),
    })
  }
}

function ofSystem(plans: PlanInForce[], system: string | null): PlanInForce[] {
  if (system === null) return plans
  const chosen = plans.filter((plan) => plan.system === system)
  if (chosen.length === 0) throw new NotFound(`No plan in force is called "${system.slice(0, 60)}".`)
  return chosen
}

function inOrder(items: CalendarItem[]): CalendarItem[] {
  return items.sort((a, b) => a.day - b.day || a.systemName.localeCompare(b.systemName) || (a.title < b.title ? -1 : 1))
}
