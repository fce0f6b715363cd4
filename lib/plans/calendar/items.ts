import type { PolicySchedule } from '@/lib/plans/model/backups'
import type { CalendarItem, CalendarSchedule } from '@/lib/plans/model/calendar'
import type { Drill, Frequency } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'
import { scheduleWords } from '@/lib/plans/rules/words'
import { DAY, formatDuration } from '@/lib/time/durations'
import { parseDay } from '@/lib/time/instants'
import { longestGap, nextSlot, type Schedule, slotsBetween } from '@/lib/time/schedule'

/**
 * Everything of a plan that falls on a day in [from, to): drills on their agreed days, or by the end of a period in
 * which no day was agreed; the plan's review; maintenance and documents with a day. Backup runs are in `schedulesOf`.
 *
 * @param from epoch milliseconds, a UTC midnight
 */
export function calendarItems(plan: Plan, from: number, to: number, now: number): CalendarItem[] {
  const items = [
    ...plan.drills.flatMap((drill) => drillItems(plan, drill, from, to, now)),
    ...reviewItems(plan, now),
    ...careItems(plan, now),
    ...unscheduledCare(plan, from, to, now),
  ]
  return items
    .filter(({ day }) => day >= from && day < to)
    .sort((a, b) => a.day - b.day || (a.title < b.title ? -1 : 1))
}

/** Every schedule of a plan that runs by itself, with its next run. */
export function schedulesOf(plan: Plan, now: number): CalendarSchedule[] {
  const { key: system, name: systemName } = plan.system
  const listed = (id: string, name: string, schedule: PolicySchedule | null, anchor: string): CalendarSchedule[] => {
    const own = ownSchedule(schedule)
    if (!own || !schedule) return []
    const href = `/systems/${system}/plan#${anchor}`
    return [
      {
        id: `${system}:${id}`,
        system,
        systemName,
        name,
        when: scheduleWords(schedule),
        next: nextSlot(own, now),
        href,
      },
    ]
  }
  return [
    ...plan.backups.flatMap((policy) => [
      ...listed(policy.id, policy.name, policy.schedule, `backup-${policy.id}`),
      ...policy.verification.flatMap((check) =>
        listed(`${policy.id}:${check.id}`, `Verifying ${policy.name}`, check.schedule, `backup-${policy.id}`),
      ),
    ]),
    ...plan.drills.flatMap((drill) => listed(drill.id, drill.name, drill.schedule, `drill-${drill.id}`)),
  ]
}

/** The schedule that a clock can follow, or null. */
export function ownSchedule(schedule: PolicySchedule | null): Schedule | null {
  return schedule?.kind === 'cron' || schedule?.kind === 'rate' ? schedule : null
}

function drillItems(plan: Plan, drill: Drill, from: number, to: number, now: number): CalendarItem[] {
  const href = `/systems/${plan.system.key}/plan#drill-${drill.id}`
  const takes = drill.duration === null ? '' : `, ${formatDuration(drill.duration)}`
  const item = (day: number, state: CalendarItem['state'], note: string) =>
    made(plan, { id: `drill:${drill.id}:${day}`, kind: 'drill', title: drill.name, day, state, note, href })
  const own = ownSchedule(drill.schedule)
  if (own) {
    // A run a day or more often belongs among the schedules, not on every day of the calendar.
    if ((longestGap(own) ?? 0) < 7 * DAY) return []
    return slotsBetween(own, from, to).map((at) => item(midnight(at), 'machine', `by itself${takes}`))
  }
  const agreed = drill.days.flatMap((day) => parseDay(day) ?? [])
  const without = periodsOf(drill.frequency, drill.quarter, from, to).filter(
    ({ begins, lastDay }) => !agreed.some((day) => day >= begins && day <= lastDay),
  )
  return [
    ...agreed.map((day) => item(day, 'agreed', `${drill.frequency}${takes}`)),
    ...without.map(({ lastDay }) =>
      item(lastDay, lastDay + DAY <= now ? 'no-record' : 'due-by', `${drill.frequency}${takes}; no day agreed`),
    ),
  ]
}

function reviewItems(plan: Plan, now: number): CalendarItem[] {
  const { nextReview, lastUpdated, every } = plan.review
  const last = lastUpdated ? parseDay(lastUpdated) : null
  const day = nextReview ? parseDay(nextReview) : last !== null && every !== null ? last + every : null
  if (day === null) return []
  const href = `/systems/${plan.system.key}/plan#review`
  return [
    made(plan, {
      id: 'review',
      kind: 'plan review',
      title: 'Review of the plan',
      day: midnight(day),
      state: day + DAY <= now ? 'overdue' : 'agreed',
      note: plan.review.owner ?? 'no owner stated',
      href,
    }),
  ]
}

function careItems(plan: Plan, now: number): CalendarItem[] {
  const listed = [
    ...plan.maintenance.map((task) => ({ ...task, kind: 'maintenance' as const, anchor: 'maintenance' })),
    ...plan.documents.map((document) => ({ ...document, kind: 'document' as const, anchor: 'documents' })),
  ]
  return listed.flatMap(({ id, name, kind, anchor, due, done }) => {
    const day = due ? parseDay(due) : null
    if (day === null) return []
    const isDone = done !== null && (parseDay(done.on) ?? 0) <= now
    const href = `/systems/${plan.system.key}/plan#${anchor}`
    const state = isDone ? 'done' : day + DAY <= now ? 'overdue' : 'agreed'
    return made(plan, { id: `${kind}:${id}`, kind, title: name, day, state, note: isDone ? done.by : 'due', href })
  })
}

/** Tasks that nobody gave a day, together by how often they are due. */
function unscheduledCare(plan: Plan, from: number, to: number, now: number): CalendarItem[] {
  const href = `/systems/${plan.system.key}/plan#maintenance`
  return (['monthly', 'quarterly', 'annual'] as const).flatMap((frequency) => {
    const tasks = plan.maintenance.filter((task) => task.frequency === frequency && task.due === null)
    if (tasks.length === 0) return []
    return periodsOf(frequency, null, from, to).map(({ lastDay }) =>
      made(plan, {
        id: `maintenance:${frequency}:${lastDay}`,
        kind: 'maintenance',
        title: `${frequency.charAt(0).toUpperCase()}${frequency.slice(1)} maintenance, ${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}`,
        day: lastDay,
        state: lastDay + DAY <= now ? 'no-record' : 'due-by',
        note: 'no day agreed',
        href,
      }),
    )
  })
}

function made(plan: Plan, item: Omit<CalendarItem, 'system' | 'systemName'>): CalendarItem {
  return { ...item, id: `${plan.system.key}:${item.id}`, system: plan.system.key, systemName: plan.system.name }
}

/**
 * The periods of a frequency that end in [from, to): weeks end on Sunday, quarters with March, June, September and
 * December. A day's period is no item of a calendar.
 *
 * @param quarter 1–4 where something that is due once or four times a year is due in that quarter; else null
 */
export function periodsOf(
  frequency: Frequency,
  quarter: number | null,
  from: number,
  to: number,
): { begins: number; lastDay: number }[] {
  if (frequency === 'daily') return []
  if (frequency === 'weekly') {
    const sunday = midnight(from) + ((7 - new Date(from).getUTCDay()) % 7) * DAY
    return periodsFrom(from, to, (week) => [sunday + (week * 7 - 6) * DAY, sunday + week * 7 * DAY])
  }
  const own = MONTHS[frequency]
  const [months, every, first] = quarter === null || own === 1 ? [own, own, own] : [3, 12, quarter * 3]
  const year = new Date(from).getUTCFullYear()
  return periodsFrom(from, to, (index) => {
    const end = first + index * every
    return [Date.UTC(year, end - months, 1), Date.UTC(year, end, 1) - DAY]
  })
}

const MONTHS = { monthly: 1, quarterly: 3, annual: 12 } as const

/** Those of the periods, counted from 0, that end in [from, to); `at` gives the first and the last day of one. */
function periodsFrom(from: number, to: number, at: (index: number) => readonly [number, number]) {
  const periods: { begins: number; lastDay: number }[] = []
  for (let index = 0; ; index += 1) {
    const [begins, lastDay] = at(index)
    if (lastDay >= to) return periods
    if (lastDay >= from) periods.push({ begins, lastDay })
  }
}

const midnight = (at: number) => Math.floor(at / DAY) * DAY
