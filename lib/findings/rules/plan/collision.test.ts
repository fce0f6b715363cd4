import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { collision } from '@/lib/findings/rules/plan/collision'
import { parsePlan } from '@/lib/plans/document/parse'
import type { TimeWindow } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'
import { HOUR, MINUTE } from '@/lib/time/durations'

const parsed = parsePlan(readFileSync('plans/phaserai.yaml', 'utf8'), 'phaserai.yaml')
if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
const { plan } = parsed

type Policy = Pick<BackupPolicy, 'schedule'> & { window?: TimeWindow }

/** PhaserAI with these backups of its production database alone, A first, and without its maintenance window. */
function planWith(policies: Policy[], maintenanceWindow?: TimeWindow): Plan {
  const copy = structuredClone(plan)
  const [first] = copy.backups
  copy.backups = policies.map(
    (policy, index) => ({ ...first, id: 'ABC'[index], name: 'ABC'[index], window: null, ...policy }) as BackupPolicy,
  )
  for (const asset of copy.assets) asset.settings = maintenanceWindow ? { maintenanceWindow } : {}
  return copy
}

const cron = (text: string, zone = 'UTC') => ({ schedule: { kind: 'cron' as const, cron: text, zone } })
const rate = (every: number) => ({ schedule: { kind: 'rate' as const, every } })
const window = (from: string, to: string, zone = 'UTC', weekday?: string): TimeWindow => ({ from, to, zone, weekday })
const told = (...args: Parameters<typeof planWith>) =>
  collision
    .find({ plan: planWith(...args), now: 0 })
    .map(({ about, sentence }) => [about, /, (\w+ (?:[\d-]+ )?\d\d:\d\d UTC)/.exec(sentence)?.[1]])

describe('a backup and a window', () => {
  test.each<[string, Policy, TimeWindow, string | null]>([
    ['starts as the window opens', cron('0 2 * * *'), window('02:00', '03:00', 'UTC', 'Sunday'), 'Sunday 02:00 UTC'],
    ['starts as it closes', cron('0 3 * * *'), window('02:00', '03:00', 'UTC', 'Sunday'), null],
    ['starts on another day', cron('0 2 * * 1'), window('02:00', '03:00', 'UTC', 'Sunday'), null],
    ['starts after midnight', cron('10 0 * * 0'), window('23:30', '00:30', 'UTC', 'Saturday'), 'Sunday 00:10 UTC'],
    ['starts in another zone', cron('0 3 * * 0', 'Europe/Berlin'), window('02:00', '03:00'), 'Sunday 02:00 UTC'],
    ['meets it in summer alone', cron('0 3 * * 0', 'Europe/Berlin'), window('01:00', '02:00'), 'Sunday 01:00 UTC'],
    ['misses a window by its zone', cron('30 20 * * *'), window('20:00', '21:00', 'America/New_York'), null],
    ['meets it by its zone', cron('30 0 * * *'), window('20:00', '21:00', 'America/New_York'), 'Sunday 00:30 UTC'],
    ['runs once a month', cron('0 2 1 * *'), window('02:00', '03:00', 'UTC', 'Sunday'), 'Sunday 2026-02-01 02:00 UTC'],
    ['runs every 15 min: no collision, its nature', rate(15 * MINUTE), window('02:00', '03:00'), null],
    ['runs by hand', { schedule: { kind: 'on-demand', occasions: ['now'] } }, window('02:00', '03:00'), null],
  ])('%s', (_name, policy, maintenance, moment) => {
    expect(told([policy], maintenance)).toEqual(moment ? [['A:maintenance-window', moment]] : [])
  })

  test("a policy does not collide with its own window, and with another's only once", () => {
    const own = { ...cron('0 1 * * *'), window: window('01:00', '02:00') }
    expect(told([own])).toEqual([])
    expect(told([cron('0 1 * * 0'), own])).toEqual([['A:backup-window-of-B', 'Sunday 01:00 UTC']])
  })
})

describe('two backups of one asset', () => {
  test.each<[string, Policy, Policy, string | null]>([
    ['daily and 6-hourly', cron('0 0 * * *'), rate(6 * HOUR), 'Sunday 00:00 UTC'],
    ['half an hour apart', cron('30 0 * * *'), rate(6 * HOUR), null],
    ['the same moment in two zones', cron('0 5 * * *'), cron('0 0 * * *', 'America/New_York'), 'Sunday 05:00 UTC'],
    ['monthly and weekly', cron('0 1 1 * *'), cron('0 1 * * 0'), 'Sunday 2026-02-01 01:00 UTC'],
    ['monthly, and a weekday it never is', cron('0 1 1 * *'), cron('0 2 * * 0'), null],
  ])('%s', (_name, first, second, moment) => {
    expect(told([first, second])).toEqual(moment ? [['A:B', moment]] : [])
  })
})
