import { describe, expect, test } from 'vitest'
import { calendarItems, periodsOf, schedulesOf } from '@/lib/plans/calendar/items'
import type { Frequency } from '@/lib/plans/model/care'
import { planWith } from '@/lib/plans/testing/calendar-plan'
import { DAY, HOUR } from '@/lib/time/durations'

const day = (text: string) => Date.parse(`${text}T00:00:00Z`)
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)
const items = (change: object, now = day('2026-11-21'), from = '2026-11-01', to = '2026-12-01') =>
  calendarItems(planWith(change), day(from), day(to), now)
const told = (...asked: Parameters<typeof items>) =>
  items(...asked).map(({ title, day: at, state, note }) => `${iso(at)} ${title}: ${state}, ${note}`)
const plain = (texts: string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '))

const drill = { id: 'restore', name: 'Restore test', frequency: 'monthly', quarter: null, schedule: null }
const on = (days: string[], over: object = {}) => ({ drills: [{ ...drill, days, duration: null, ...over }] })
const task = { id: 't', name: 'Rotate keys', frequency: 'monthly', due: null, done: null }

describe('a day in the calendar', () => {
  test('is inside the period from its first to its last day, and the earlier comes first, then the name', () => {
    expect(told(on(['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01']))).toEqual([
      '2026-11-01 Restore test: agreed, monthly',
      '2026-11-30 Restore test: agreed, monthly',
    ])
    const two = ['Zebra', 'Ape', 'Monkey'].map((name) => ({
      ...drill,
      id: name,
      name,
      days: ['2026-11-05'],
      duration: null,
    }))
    expect(items({ drills: two }).map(({ title }) => title)).toEqual(['Ape', 'Monkey', 'Zebra'])
  })

  test('of a drill says how long it takes, where that is stated', () => {
    expect(plain(told(on(['2026-11-05'], { duration: 4 * HOUR })))).toEqual([
      '2026-11-05 Restore test: agreed, monthly, 4 h',
    ])
  })

  test('of two with one name is told in the order of the plan', () => {
    const two = ['b', 'a', 'c'].map((id) => ({ ...drill, id, days: ['2026-11-05'], duration: null }))
    expect(items({ drills: two }).map(({ id }) => id.split(':')[2])).toEqual(['b', 'a', 'c'])
  })

  test.each([
    ['0 3 * * 1', 5],
    ['0 3 1 * *', 1],
    ['0 3 * * *', 0],
    ['0 3 * * 1,4', 0],
    ['0 3 * * 1,2', 0],
  ])('of a machine is each of %s where a week or more lies between two, and so %s in November', (cron, count) => {
    expect(items(on(['2026-11-05'], { schedule: { kind: 'cron', cron, zone: 'UTC' } }))).toHaveLength(count)
  })

  test('that cannot be told is none, and not the first of all days', () => {
    const first = (change: object) => told(change, day('2026-11-21'), '1970-01-01', '1970-01-31')
    const review = { nextReview: null, lastUpdated: null, every: null, owner: null }
    expect(first({ review })).toEqual([])
    expect(first({ review: { ...review, every: 9 * DAY } })).toEqual([])
    expect(first({ review: { ...review, nextReview: 'soon' } })).toEqual([])
    expect(first({ review: { ...review, lastUpdated: 'once', every: 9 * DAY } })).toEqual([])
    expect(
      first({
        maintenance: [
          { ...task, frequency: 'daily' },
          { ...task, frequency: 'daily', due: 'soon' },
        ],
      }),
    ).toEqual([])
    expect(first(on(['soon'], { frequency: 'daily' }))).toEqual([])
    const done = { on: 'once', by: 'DevOps Team', evidence: null }
    expect(told({ maintenance: [{ ...task, due: '1970-01-02', done }] }, -1, '1970-01-01', '1970-01-31')).toEqual([
      '1970-01-02 Rotate keys: agreed, due',
    ])
  })

  test('agreed on the first or the last of a month is that month’s', () => {
    for (const agreed of ['2026-11-01', '2026-11-30']) expect(told(on([agreed]))).toHaveLength(1)
    expect(told(on(['no day', '2026-10-31']))).toEqual(['2026-11-30 Restore test: due-by, monthly; no day agreed'])
  })

  test('is without a record once it is over, not while it lasts', () => {
    const state = (now: number) => items(on([]), now).map((one) => one.state)
    expect(state(day('2026-12-01') - 1)).toEqual(['due-by'])
    expect(state(day('2026-12-01'))).toEqual(['no-record'])
  })

  test('of the plan’s review is stated, or counted from the last one', () => {
    const review = (over: object) => ({
      review: { nextReview: null, lastUpdated: null, every: null, owner: null, ...over },
    })
    expect(told(review({ nextReview: '2026-11-21', owner: 'Lead' }), day('2026-11-22') - 1)).toEqual([
      '2026-11-21 Review of the plan: agreed, Lead',
    ])
    expect(told(review({ nextReview: '2026-11-21' }), day('2026-11-22'))).toEqual([
      '2026-11-21 Review of the plan: overdue, no owner stated',
    ])
    expect(told(review({ lastUpdated: '2026-11-01', every: 9 * DAY }), day('2026-11-02'))).toEqual([
      '2026-11-10 Review of the plan: agreed, no owner stated',
    ])
    expect(told(review({ lastUpdated: '2026-11-01' }))).toEqual([])
    expect(told(review({ every: 9 * DAY }))).toEqual([])
    expect(told(review({ lastUpdated: 'never', every: 9 * DAY }))).toEqual([])
    expect(items(review({ nextReview: '2026-11-21' }))[0]).toMatchObject({
      ...{
        id: 'phoenix:review',
        kind: 'plan review',
        href: '/systems/phoenix/plan#review',
        systemName: 'Phoenix Platform',
      },
    })
  })

  test('of maintenance and of a document is due, overdue or done by somebody', () => {
    const maintenance = [{ ...task, due: '2026-11-10' }]
    expect(items({ maintenance }, day('2026-11-11') - 1)).toEqual([
      {
        ...{ id: 'phoenix:maintenance:t', kind: 'maintenance', title: 'Rotate keys', day: day('2026-11-10') },
        ...{ state: 'agreed', note: 'due', href: '/systems/phoenix/plan#maintenance' },
        ...{ system: 'phoenix', systemName: 'Phoenix Platform' },
      },
    ])
    expect(told({ maintenance }, day('2026-11-11'))).toEqual(['2026-11-10 Rotate keys: overdue, due'])
    const done = { on: '2026-11-09', by: 'DevOps Team', evidence: null }
    const finished = { maintenance: [{ ...task, due: '2026-11-10', done }] }
    expect(told(finished, day('2026-11-21'))).toEqual(['2026-11-10 Rotate keys: done, DevOps Team'])
    expect(told(finished, day('2026-11-09'))).toEqual(['2026-11-10 Rotate keys: done, DevOps Team'])
    expect(told(finished, day('2026-11-09') - 1)).toEqual(['2026-11-10 Rotate keys: agreed, due'])
    expect(told({ maintenance: [{ ...task, due: 'soon' }] })).toEqual([])
    const documents = [{ id: 'd', name: 'Contact list', due: '2026-11-12', done: null }]
    expect(items({ documents })[0]).toMatchObject({
      ...{ id: 'phoenix:document:d', kind: 'document', title: 'Contact list', state: 'overdue' },
      href: '/systems/phoenix/plan#documents',
    })
  })

  test('that nobody gave to a task is the end of its period, and tasks of one rhythm stand together', () => {
    const unscheduled = (...tasks: object[]) => told({ maintenance: tasks.map((one) => ({ ...task, ...one })) })
    expect(unscheduled({})).toEqual(['2026-11-30 Monthly maintenance, 1 task: due-by, no day agreed'])
    expect(unscheduled({}, { id: 'u' }, { id: 'v', due: '2026-11-05' }, { id: 'w', frequency: 'weekly' })).toEqual([
      '2026-11-05 Rotate keys: overdue, due',
      '2026-11-30 Monthly maintenance, 2 tasks: due-by, no day agreed',
    ])
    expect(told({ maintenance: [task] }, day('2026-12-01'))).toEqual([
      '2026-11-30 Monthly maintenance, 1 task: no-record, no day agreed',
    ])
    expect(told({ maintenance: [task] }, day('2026-12-01') - 1)[0]).toContain('due-by')
    const quarterly = {
      maintenance: [
        { ...task, frequency: 'quarterly' },
        { ...task, id: 'a', frequency: 'annual' },
      ],
    }
    expect(told(quarterly, day('2026-11-21'), '2026-12-01', '2027-01-01')).toEqual([
      '2026-12-31 Annual maintenance, 1 task: due-by, no day agreed',
      '2026-12-31 Quarterly maintenance, 1 task: due-by, no day agreed',
    ])
  })
})

describe('periods', () => {
  const ends = (frequency: Frequency, quarter: number | null, from: string, to: string) =>
    periodsOf(frequency, quarter, day(from), day(to)).map(({ begins, lastDay }) => `${iso(begins)} ${iso(lastDay)}`)
  test.each<[Frequency, number | null, string, string, string[]]>([
    ['daily', null, '2026-11-01', '2026-12-01', []],
    ['weekly', null, '2026-11-02', '2026-11-16', ['2026-11-02 2026-11-08', '2026-11-09 2026-11-15']],
    ['weekly', null, '2026-11-08', '2026-11-09', ['2026-11-02 2026-11-08']],
    ['weekly', null, '2026-11-09', '2026-11-15', []],
    ['weekly', null, '2026-11-14', '2026-11-16', ['2026-11-09 2026-11-15']],
    ['monthly', null, '2026-11-30', '2026-12-31', ['2026-11-01 2026-11-30']],
    ['monthly', null, '2026-12-31', '2027-02-01', ['2026-12-01 2026-12-31', '2027-01-01 2027-01-31']],
    ['monthly', null, '2024-02-01', '2024-03-01', ['2024-02-01 2024-02-29']],
    [
      'quarterly',
      null,
      '2026-03-31',
      '2026-10-01',
      ['2026-01-01 2026-03-31', '2026-04-01 2026-06-30', '2026-07-01 2026-09-30'],
    ],
    ['quarterly', 1, '2026-01-01', '2027-12-31', ['2026-01-01 2026-03-31', '2027-01-01 2027-03-31']],
    ['quarterly', 4, '2026-12-31', '2027-12-31', ['2026-10-01 2026-12-31']],
    ['quarterly', 3, '2026-09-30', '2026-10-01', ['2026-07-01 2026-09-30']],
    ['annual', 3, '2026-01-01', '2027-12-31', ['2026-07-01 2026-09-30', '2027-07-01 2027-09-30']],
    ['monthly', 3, '2026-11-01', '2026-12-01', ['2026-11-01 2026-11-30']],
    ['daily', null, '2026-12-01', '2027-01-01', []],
    ['annual', null, '2026-12-31', '2028-01-01', ['2026-01-01 2026-12-31', '2027-01-01 2027-12-31']],
  ])('%s, quarter %s, from %s to %s', (frequency, quarter, from, to, expected) => {
    expect(ends(frequency, quarter, from, to)).toEqual(expected)
  })

  test('that ended before the hour asked for is over', () => {
    const ended = (text: string) => periodsOf('weekly', null, day(text) + HOUR, day(text) + 7 * DAY).length
    expect([ended('2026-11-08'), ended('2026-11-07')]).toEqual([0, 1])
    expect(periodsOf('monthly', null, day('2026-11-30') + HOUR, day('2026-12-31'))).toEqual([])
    expect(periodsOf('weekly', null, day('2026-11-09'), day('2026-11-01'))).toEqual([])
  })
})

test('what runs by itself is listed with its next run: backups, what verifies them, drills', () => {
  const daily = { kind: 'cron', cron: '0 2 * * *', zone: 'UTC' }
  const backup = {
    ...{ id: 'nightly', name: 'Nightly dump', schedule: daily },
    verification: [
      { id: 'load', schedule: daily },
      { id: 'look', schedule: { kind: 'none-stated' } },
    ],
  }
  const listed = schedulesOf(
    planWith({ backups: [backup], drills: [{ ...drill, schedule: daily }] }),
    day('2026-11-21'),
  )
  const row = {
    system: 'phoenix',
    systemName: 'Phoenix Platform',
    when: 'daily at 02:00 UTC',
    next: day('2026-11-21') + 2 * HOUR,
  }
  expect(listed).toEqual([
    { ...row, id: 'phoenix:nightly', name: 'Nightly dump', href: '/systems/phoenix/plan#backup-nightly' },
    {
      ...row,
      id: 'phoenix:nightly:load',
      name: 'Verifying Nightly dump',
      href: '/systems/phoenix/plan#backup-nightly',
    },
    { ...row, id: 'phoenix:restore', name: 'Restore test', href: '/systems/phoenix/plan#drill-restore' },
  ])
})
