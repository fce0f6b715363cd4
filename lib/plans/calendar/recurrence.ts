import { DAY, HOUR, MINUTE } from '@/lib/time/durations'
import type { Schedule } from '@/lib/time/schedule'

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/**
 * A schedule as the recurrence rule of a calendar file (RFC 5545, section 3.3.10), counted from its next run in UTC.
 *
 * @returns null for a zone other than UTC and for expressions no such rule can say; list those run by run
 */
export function recurrenceOf(schedule: Schedule): string | null {
  if (schedule.kind === 'rate') return rateRule(schedule.every)
  if (schedule.zone !== 'UTC') return null
  const [minute = '', hour = '', date = '', month = '', weekday = '', ...more] = schedule.cron.split(' ')
  if (more.length > 0 || month !== '*') return null
  const everyMinutes = stepOf(minute)
  if (everyMinutes) {
    const plain = hour === '*' && date === '*' && weekday === '*' && 60 % everyMinutes === 0
    return plain ? `FREQ=MINUTELY;INTERVAL=${everyMinutes}` : null
  }
  if (!/^\d+$/.test(minute)) return null
  const everyHours = stepOf(hour)
  if (everyHours) {
    const plain = date === '*' && weekday === '*' && 24 % everyHours === 0
    return plain ? `FREQ=HOURLY;INTERVAL=${everyHours}` : null
  }
  if (!/^\d+(,\d+)*$/.test(hour)) return null
  const at = `BYHOUR=${hour};BYMINUTE=${Number(minute)};BYSECOND=0`
  if (/^[0-7]$/.test(weekday) && date === '*') return `FREQ=WEEKLY;BYDAY=${WEEKDAYS[Number(weekday) % 7]};${at}`
  if (weekday !== '*') return null
  if (/^\d+$/.test(date)) return `FREQ=MONTHLY;BYMONTHDAY=${date};${at}`
  return date === '*' ? `FREQ=DAILY;${at}` : null
}

function stepOf(field: string): number | null {
  const step = /^\*\/(\d+)$/.exec(field)?.[1]
  return step ? Number(step) : null
}

function rateRule(every: number): string | null {
  const [unit, word] = every % DAY === 0 ? [DAY, 'DAILY'] : every % HOUR === 0 ? [HOUR, 'HOURLY'] : [MINUTE, 'MINUTELY']
  return every % unit === 0 ? `FREQ=${word};INTERVAL=${every / unit}` : null
}
