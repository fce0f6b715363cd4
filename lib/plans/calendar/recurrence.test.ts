import { expect, test } from 'vitest'
import { recurrenceOf } from '@/lib/plans/calendar/recurrence'
import { HOUR, MINUTE } from '@/lib/time/durations'

const cron = (text: string, zone = 'UTC') => recurrenceOf({ kind: 'cron', cron: text, zone })

test.each([
  ['0 2 * * *', 'FREQ=DAILY;BYHOUR=2;BYMINUTE=0;BYSECOND=0'],
  ['0 1 * * 0', 'FREQ=WEEKLY;BYDAY=SU;BYHOUR=1;BYMINUTE=0;BYSECOND=0'],
  ['0 0 1 * *', 'FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=0;BYMINUTE=0;BYSECOND=0'],
  ['0 0,6,12,18 * * *', 'FREQ=DAILY;BYHOUR=0,6,12,18;BYMINUTE=0;BYSECOND=0'],
  ['*/15 * * * *', 'FREQ=MINUTELY;INTERVAL=15'],
  ['0 */6 * * *', 'FREQ=HOURLY;INTERVAL=6'],
  ['*/7 * * * *', null],
  ['0 2 1-7 * 1', null],
  ['0 2 * 6 *', null],
])('%s is the rule %s', (text, rule) => {
  expect(cron(text)).toBe(rule)
})

test('a zone whose clocks change is no rule in UTC', () => {
  expect(cron('0 2 * * *', 'Europe/Berlin')).toBeNull()
})

test('a rate is a rule in its largest whole unit', () => {
  expect(recurrenceOf({ kind: 'rate', every: 6 * HOUR })).toBe('FREQ=HOURLY;INTERVAL=6')
  expect(recurrenceOf({ kind: 'rate', every: 90 * MINUTE })).toBe('FREQ=MINUTELY;INTERVAL=90')
  expect(recurrenceOf({ kind: 'rate', every: 7 * 24 * HOUR })).toBe('FREQ=DAILY;INTERVAL=7')
})
