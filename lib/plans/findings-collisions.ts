import { finding, lowerFirst } from '@/lib/plans/finding'
import type { BackupPolicy, Plan, PlanFinding, TimeWindow } from '@/lib/plans/types'
import { scheduleWords, windowWords } from '@/lib/plans/words'
import { DAY, MINUTE } from '@/lib/time/durations'
import { type Schedule, slotsBetween } from '@/lib/time/schedule'

const WEEK = 7 * DAY
const SUNDAY = Date.UTC(2026, 0, 4)
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** A run more often than hourly meets every window; that is its nature, not a collision. */
const MOST_RUNS = 24 * 7

type Span = { name: string; words: string; starts: number[]; length: number; where: string }

/** Backups that start inside a backup or maintenance window of their database, and backups that start together. */
export function collisionFindings(plan: Plan): PlanFinding[] {
  return [...insideWindows(plan), ...together(plan)]
}

function insideWindows(plan: Plan): PlanFinding[] {
  return plan.backups.flatMap((policy) => {
    const starts = startsOf(policy)
    return windowsBeside(plan, policy).flatMap((window) => {
      const hit = starts.find((at) => window.starts.some((begin) => inside(at, begin, window.length)))
      if (hit === undefined) return []
      return finding(plan, `${policy.id}:${window.name.replaceAll(' ', '-')}`, {
        kind: 'collision',
        severity: 'medium',
        subject: policy.name,
        sentence: `${policy.name} starts inside the ${window.name}, ${momentWords(hit)}.`,
        planSays: `${policy.name}: ${scheduleWords(policy.schedule)}. ${capital(window.name)}: ${window.words}.`,
        found: 'Both want the database at the same time; AWS delays one of them, or it fails.',
        whatToDo: 'Move one of the two.',
        places: [
          { text: policy.source.says, where: policy.source.section },
          { text: `${capital(window.name)}: ${window.words}.`, where: window.where },
        ],
        asset: policy.asset,
      })
    })
  })
}

/** Two policies of one asset that start at the same minute; each pair once. */
function together(plan: Plan): PlanFinding[] {
  return plan.backups.flatMap((first, index) =>
    plan.backups.slice(index + 1).flatMap((second) => {
      if (second.asset !== first.asset) return []
      const others = new Set(startsOf(second))
      const hit = startsOf(first).find((at) => others.has(at))
      if (hit === undefined) return []
      return finding(plan, `${first.id}:${second.id}`, {
        kind: 'collision',
        severity: 'low',
        subject: `${first.name}, ${second.name}`,
        sentence: `${first.name} and ${lowerFirst(second.name)} start at the same minute, ${momentWords(hit)}.`,
        planSays: `${first.name}: ${scheduleWords(first.schedule)}. ${second.name}: ${scheduleWords(second.schedule)}.`,
        found: 'Both read the same database at once.',
        whatToDo: 'Move one of the two by some minutes, or say that it is meant so.',
        places: [first, second].map(({ source }) => ({ text: source.says, where: source.section })),
        asset: first.asset,
      })
    }),
  )
}

/** The windows of the asset, other than the policy's own. */
function windowsBeside(plan: Plan, policy: BackupPolicy): Span[] {
  const asset = plan.assets.find(({ key }) => key === policy.asset)
  const maintenance = asset?.settings.maintenanceWindow
  return [
    ...plan.backups.flatMap((other) =>
      other.id !== policy.id && other.asset === policy.asset && other.window
        ? spanOf(`backup window of ${lowerFirst(other.name)}`, other.window, other.source.section)
        : [],
    ),
    ...(maintenance ? spanOf('maintenance window', maintenance, asset.name) : []),
  ]
}

function spanOf(name: string, window: TimeWindow, where: string): Span[] {
  // Other zones move against UTC twice a year; only what is certain is told.
  if (window.zone !== 'UTC') return []
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const from = minutes(window.from)
  const length = ((minutes(window.to) - from + 1_440) % 1_440 || 1_440) * MINUTE
  const days = window.weekday ? [WEEKDAYS.indexOf(window.weekday)] : [0, 1, 2, 3, 4, 5, 6]
  const starts = days.map((day) => SUNDAY + day * DAY + from * MINUTE)
  return [{ name, words: windowWords(window), starts, length, where }]
}

/** The starts of a usual week, counted from Sunday; a monthly run counts on the weekday it would meet first. */
function startsOf({ schedule }: BackupPolicy): number[] {
  if (schedule.kind !== 'cron' && schedule.kind !== 'rate') return []
  if (schedule.kind === 'cron' && schedule.zone !== 'UTC') return []
  const slots = slotsBetween(schedule satisfies Schedule, SUNDAY, SUNDAY + WEEK)
  return slots.length > MOST_RUNS ? [] : slots
}

function inside(at: number, begin: number, length: number): boolean {
  return (((at - begin) % WEEK) + WEEK) % WEEK < length
}

function momentWords(at: number): string {
  const date = new Date(at)
  return `${WEEKDAYS[date.getUTCDay()]} ${date.toISOString().slice(11, 16)} UTC`
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
