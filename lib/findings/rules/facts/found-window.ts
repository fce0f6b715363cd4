import { windowWords } from '@/lib/plans/rules/words'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/**
 * AWS's `sun:02:00-sun:03:00` or, of every day, `01:00-02:00`, always in UTC, in the plan's words: one that runs over
 * midnight bears the day on which it begins. What is no window of a day stays as written.
 */
export function foundWindow(written: string): string {
  const parts = /^(?:([a-z]{3}):)?(\d\d:\d\d)-(?:([a-z]{3}):)?(\d\d:\d\d)$/i.exec(written)
  if (!parts) return written
  const [, first, from = '', last, to = ''] = parts
  if (!first && !last) return windowWords({ from, to, zone: 'UTC' })
  const begins = dayOf(first)
  const weekday = DAYS[begins]
  const ends = to > from ? begins : (begins + 1) % DAYS.length
  return weekday && dayOf(last) === ends ? windowWords({ from, to, zone: 'UTC', weekday }) : written
}

function dayOf(short = ''): number {
  return DAYS.findIndex((day) => day.slice(0, 3).toLowerCase() === short.toLowerCase())
}
