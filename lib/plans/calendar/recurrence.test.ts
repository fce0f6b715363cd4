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
  ['5 2 * * *', 'FREQ=DAILY;BYHOUR=2;BYMINUTE=5;BYSECOND=0'],
  ['05 12 * * *', 'FREQ=DAILY;BYHOUR=12;BYMINUTE=5;BYSECOND=0'],
  ['15 10,22 15 * *', 'FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=10,22;BYMINUTE=15;BYSECOND=0'],
  ['0 1 * * 7', 'FREQ=WEEKLY;BYDAY=SU;BYHOUR=1;BYMINUTE=0;BYSECOND=0'],
  ['0 1 * * 3', 'FREQ=WEEKLY;BYDAY=WE;BYHOUR=1;BYMINUTE=0;BYSECOND=0'],
  ['0 1 1 * 3', null],
  ['0 1 * * 1,3', null],
  ['0 1 * * 3,9', null],
  ['0 1 * * 19', null],
  ['0 1 * * 1-5', null],
  ['0 2 * * * *', null],
  ['*/15 2 * * *', null],
  ['*/15 * 1 * *', null],
  ['*/15 * * * 1', null],
  ['0 */6 1 * *', null],
  ['0 */6 * * 1', null],
  ['0 */7 * * *', null],
  ['1-5 */6 * * *', null],
  ['0,30 2 * * *', null],
  ['L5 2 * * *', null],
  ['0 2-4 * * *', null],
  ['0 x2 * * *', null],
  ['0 2,x * * *', null],
  ['0 2 1,15 * *', null],
  ['0 2 L1 * *', null],
  ['0 2 ? * *', null],
  ['x*/15 * * * *', null],
  ['0 */6x * * *', null],
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
  expect(recurrenceOf({ kind: 'rate', every: 90_500 })).toBeNull()
  expect(recurrenceOf({ kind: 'rate', every: 7 * 24 * HOUR })).toBe('FREQ=DAILY;INTERVAL=7')
})
