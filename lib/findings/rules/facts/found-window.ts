import type { TimeWindow } from '@/lib/plans/model/assets'
import { windowWords } from '@/lib/plans/rules/words'

const DAYS: Record<string, TimeWindow['weekday']> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

/** AWS's `sun:02:00-sun:03:00` or, of every day, `01:00-02:00`, always in UTC, in the plan's words. */
export function foundWindow(written: string): string {
  const parts = /^(?:([a-z]{3}):)?(\d\d:\d\d)-(?:([a-z]{3}):)?(\d\d:\d\d)$/i.exec(written)
  if (!parts || parts[1] !== parts[3]) return written
  const times = { from: parts[2] ?? '', to: parts[4] ?? '', zone: 'UTC' }
  if (parts[1] === undefined) return windowWords(times)
  const weekday = DAYS[parts[1].toLowerCase()]
  return weekday ? windowWords({ ...times, weekday }) : written
}
