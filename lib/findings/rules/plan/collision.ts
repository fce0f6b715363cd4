import type { Found, PlanRule } from '@/lib/findings/model/rule'
import { lowerFirst } from '@/lib/findings/rules/facts/words'
import type { TimeWindow } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'
import { scheduleWords, windowWords } from '@/lib/plans/rules/words'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'
import { longestGap, type Schedule, slotsBetween } from '@/lib/time/schedule'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** A usual week in winter and one in summer: where the clocks change, a collision may be there for half the year. */
const WEEKS = [Date.UTC(2026, 0, 4), Date.UTC(2026, 6, 5)]
const WEEK = 7 * DAY

type Window = { name: string; words: string; begins: Schedule; length: number; where: string }

/** Backups that start inside a backup or maintenance window of their database, and backups that start together. */
export const collision: PlanRule = {
  id: 'collision',
  scope: 'plan',
  find: ({ plan }) => [...insideWindows(plan), ...together(plan)],
}

function insideWindows(plan: Plan): Found[] {
  return plan.backups.flatMap((policy) => {
    const starts = startsOf(policy)
    return windowsBeside(plan, policy).flatMap((window) => {
      const hit = starts.find((at) => isInside(at, window))
      if (hit === undefined) return []
      return {
        about: `${policy.id}:${window.name.replaceAll(' ', '-')}`,
        severity: 'medium' as const,
        subject: policy.name,
        sentence: `${policy.name} starts inside the ${window.name}, ${momentWords(policy, hit)}.`,
        planSays: `${policy.name}: ${scheduleWords(policy.schedule)}. ${capital(window.name)}: ${window.words}.`,
        found: 'Both want the database at the same time; AWS delays one of them, or it fails.',
        whatToDo: 'Move one of the two.',
        places: [
          { text: policy.source.says, where: policy.source.section },
          { text: `${capital(window.name)}: ${window.words}.`, where: window.where },
        ],
        assetKey: policy.asset,
      }
    })
  })
}

/** Two policies of one asset that start at the same minute; each pair once, and not where it is told of a window already. */
function together(plan: Plan): Found[] {
  return plan.backups.flatMap((first, index) =>
    plan.backups.slice(index + 1).flatMap((second) => {
      if (second.asset !== first.asset || meetsWindow(first, second) || meetsWindow(second, first)) return []
      const hit = commonStart(first, second)
      if (hit === undefined) return []
      return {
        about: `${first.id}:${second.id}`,
        severity: 'low' as const,
        subject: `${first.name}, ${second.name}`,
        sentence: `${first.name} and ${lowerFirst(second.name)} start at the same minute, ${momentWords(isRare(first.schedule) ? first : second, hit)}.`,
        planSays: `${first.name}: ${scheduleWords(first.schedule)}. ${second.name}: ${scheduleWords(second.schedule)}.`,
        found: 'Both read the same database at once.',
        whatToDo: 'Move one of the two by some minutes, or say that it is meant so.',
        places: [first, second].map(({ source }) => ({ text: source.says, where: source.section })),
        assetKey: first.asset,
      }
    }),
  )
}

function meetsWindow(policy: BackupPolicy, other: BackupPolicy): boolean {
  if (!other.window) return false
  const window = windowOf('', other.window, '')
  return startsOf(policy).some((at) => isInside(at, window))
}

/** The first moment at which both start: looked for at the starts of the rarer one. */
function commonStart(first: BackupPolicy, second: BackupPolicy): number | undefined {
  const [one, two] = [startsOf(first), startsOf(second)]
  if (one.length === 0 || two.length === 0) return undefined
  const firstIsRarer =
    isRare(first.schedule) === isRare(second.schedule) ? one.length <= two.length : isRare(first.schedule)
  const [rarer, other] = firstIsRarer ? [one, second] : [two, first]
  const { schedule } = other
  if (schedule.kind !== 'cron' && schedule.kind !== 'rate') return undefined
  return rarer.find((at) => slotsBetween(schedule, at, at + 1).length > 0)
}

/** The windows of the asset, other than the policy's own. */
function windowsBeside(plan: Plan, policy: BackupPolicy): Window[] {
  const asset = plan.assets.find(({ key }) => key === policy.asset)
  const maintenance = asset?.settings.maintenanceWindow
  return [
    ...plan.backups.flatMap((other) =>
      other.id !== policy.id && other.asset === policy.asset && other.window
        ? windowOf(`backup window of ${lowerFirst(other.name)}`, other.window, other.source.section)
        : [],
    ),
    ...(maintenance ? [windowOf('maintenance window', maintenance, asset.name)] : []),
  ]
}

function windowOf(name: string, window: TimeWindow, where: string): Window {
  const [hour = 0, minute = 0] = window.from.split(':').map(Number)
  const [endHour = 0, endMinute = 0] = window.to.split(':').map(Number)
  const length = ((endHour * 60 + endMinute - hour * 60 - minute + 1_440) % 1_440 || 1_440) * MINUTE
  const day = window.weekday ? WEEKDAYS.indexOf(window.weekday) : '*'
  const begins: Schedule = { kind: 'cron', cron: `${minute} ${hour} * * ${day}`, zone: window.zone }
  return { name, words: windowWords(window), begins, length, where }
}

function isInside(at: number, { begins, length }: Window): boolean {
  return slotsBetween(begins, at - length + 1, at + 1).length > 0
}

/** Less often than weekly; a week is an hour longer where the clocks go back. */
function isRare(schedule: BackupPolicy['schedule']): boolean {
  if (schedule.kind !== 'cron' && schedule.kind !== 'rate') return false
  return (longestGap(schedule) ?? DAY * 366) > WEEK + HOUR
}

/** The starts of two usual weeks, or of a year where a run is rarer than weekly; none for what runs more often than hourly. */
function startsOf({ schedule }: BackupPolicy): number[] {
  if (schedule.kind !== 'cron' && schedule.kind !== 'rate') return []
  // More often than hourly it meets every window: that is its nature, not a collision.
  if ((longestGap(schedule) ?? WEEK) < HOUR) return []
  const [winter = 0] = WEEKS
  if (isRare(schedule)) return slotsBetween(schedule, winter, winter + 366 * DAY)
  return WEEKS.flatMap((sunday) => slotsBetween(schedule, sunday, sunday + WEEK))
}

/** With its day where the run is a rare one: `Sunday 2026-02-01 02:00 UTC`. */
function momentWords({ schedule }: BackupPolicy, at: number): string {
  const moment = new Date(at).toISOString()
  const day = isRare(schedule) ? `${moment.slice(0, 10)} ` : ''
  return `${WEEKDAYS[new Date(at).getUTCDay()]} ${day}${moment.slice(11, 16)} UTC`
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
