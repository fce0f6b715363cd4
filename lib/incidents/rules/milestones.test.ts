import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MILESTONES, type Milestone, type Milestones } from '@/lib/incidents/model/incident'
import { milestoneFault, movingFault } from '@/lib/incidents/rules/milestones'
import { HOUR, MINUTE } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 21, 13)
const NOW = T + 5 * HOUR
const NONE = Object.fromEntries(MILESTONES.map((one) => [one, null])) as Milestones
const TIMES: Milestones = {
  ...NONE,
  impactStarted: T + 8 * MINUTE,
  detected: T + 22 * MINUTE,
  acknowledged: T + 24 * MINUTE,
  declared: T + 26 * MINUTE,
  writesStopped: T + 31 * MINUTE,
}

/** Whether each of the times would be let in where it stands. */
const inOrder = (times: Milestones) =>
  MILESTONES.every((one) => times[one] === null || milestoneFault(times, one, times[one], NOW) === null)

describe('the order of an incident’s times', () => {
  it('accepts the mock-up’s incident, acknowledged before it was declared', () => {
    expect(inOrder(TIMES)).toBe(true)
  })

  it.each([
    [
      'detected',
      5,
      'Detected 13:05:00 UTC would be before impact started 13:08:00 UTC. Correct that one first if it is wrong.',
    ],
    [
      'impactStarted',
      25,
      'Impact started 13:25:00 UTC would be after detected 13:22:00 UTC. Correct that one first if it is wrong.',
    ],
    [
      'resumed',
      30,
      'Resumed 13:30:00 UTC would be before writes stopped 13:31:00 UTC. Correct that one first if it is wrong.',
    ],
    ['writesStopped', 9, null],
    ['acknowledged', 23, null],
    ['declared', 22, null],
  ] as const)('%s at minute %i', (milestone, minute, fault) => {
    expect(milestoneFault(TIMES, milestone, T + minute * MINUTE, NOW)).toBe(fault)
  })

  it.each<[Milestone, Milestone[]]>([
    ['impactStarted', []],
    ['detected', ['impactStarted']],
    ['declared', ['impactStarted', 'detected']],
    ['acknowledged', ['impactStarted', 'detected']],
    ['writesStopped', ['impactStarted']],
    ['restored', ['impactStarted']],
    ['verified', ['impactStarted', 'restored']],
    ['resumed', ['impactStarted', 'detected', 'writesStopped', 'restored', 'verified']],
    ['resolved', MILESTONES.filter((one) => one !== 'resolved')],
  ])('%s comes not before %j, and may come before all else', (later, earlier) => {
    for (const other of MILESTONES) {
      if (other === later) continue
      // Instants around 1970, where a time that is not recorded must not be taken for 0.
      const times = { ...NONE, [other]: 2 }
      const isWrong = earlier.includes(other)
      expect(milestoneFault(times, later, 1, NOW) !== null).toBe(isWrong)
      expect(milestoneFault(times, later, 2, NOW)).toBeNull()
      expect(milestoneFault({ ...NONE, [later]: 1 }, other, 2, NOW) !== null).toBe(isWrong)
      expect(milestoneFault({ ...NONE, [later]: 2 }, other, 2, NOW)).toBeNull()
    }
    expect(milestoneFault(NONE, later, -1, NOW)).toBeNull()
  })

  it('refuses no time at all, a time to come and a withdrawn declaration', () => {
    expect(milestoneFault(NONE, 'restored', Number.NaN, NOW)).toBe('Restored needs a time.')
    expect(milestoneFault(NONE, 'restored', NOW + MINUTE, NOW)).toBeNull()
    expect(milestoneFault(NONE, 'restored', NOW + MINUTE + 1, NOW)).toBe('Restored 18:01:00 UTC has not come yet.')
    expect(milestoneFault(TIMES, 'declared', null, NOW)).toMatch(/always been declared/)
    expect(milestoneFault(TIMES, 'impactStarted', null, NOW)).toBeNull()
  })

  it('lets a time in exactly when the times are in order afterwards', () => {
    const minute = fc.option(fc.integer({ min: 0, max: 200 }), { nil: null })
    const times = fc.record(Object.fromEntries(MILESTONES.map((one) => [one, minute])))
    fc.assert(
      fc.property(times, fc.constantFrom(...MILESTONES), fc.integer({ min: 0, max: 200 }), (drawn, milestone, at) => {
        const before = Object.fromEntries(
          MILESTONES.map((one) => [one, drawn[one] == null ? null : T + (drawn[one] as number) * MINUTE]),
        ) as Milestones
        fc.pre(inOrder({ ...before, [milestone]: null }))
        const fault = milestoneFault(before, milestone, T + at * MINUTE, NOW)
        expect(fault === null).toBe(inOrder({ ...before, [milestone]: T + at * MINUTE }))
      }),
    )
  })
})

it('those who may not command move every time but the two that are acts of the command', () => {
  const kept = MILESTONES.filter((one) => movingFault(one, false) !== null)
  expect(kept).toEqual(['declared', 'resolved'])
  expect(movingFault('declared', false)).toBe(
    'Declared is moved by those who may command an incident. Write what you know as a note.',
  )
  expect(MILESTONES.filter((one) => movingFault(one, true) !== null)).toEqual([])
})
