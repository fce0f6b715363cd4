import { describe, expect, it } from 'vitest'
import type { ExposureBasis, IncidentFacts, Milestones } from '@/lib/incidents/model/incident'
import { clocksOf, type DeadlineClock, type ElapsedClock, leftOf, lengthOf } from '@/lib/incidents/rules/clocks'
import { factsWith, objectiveWith, timesWith } from '@/lib/incidents/testing/samples'
import type { Distrust } from '@/lib/inventory/rules/trust'
import { HOUR } from '@/lib/time/durations'

/** Small numbers stand for instants: what holds of them holds of milliseconds. */
const of = (times: Partial<Milestones>, more: Partial<IncidentFacts> = {}) =>
  clocksOf(factsWith({ milestones: timesWith(times), objectives: [objectiveWith()], ...more }))
const resolved = { status: 'resolved' } as const

describe('a clock that counts up', () => {
  it.each<[string, ElapsedClock, ElapsedClock]>([
    [
      'is unknown without its beginning',
      of({}).sinceImpact,
      { state: 'unknown', since: null, until: null, why: 'Impact start is not known.' },
    ],
    [
      'has a reason of its own for detection',
      of({}).sinceDetected,
      { state: 'unknown', since: null, until: null, why: 'Not recorded when it was detected.' },
    ],
    ['runs', of({ detected: 5 }).sinceDetected, { state: 'running', since: 5, until: null, why: '' }],
    [
      'stops when it is resumed, though it is resolved later',
      of({ impactStarted: 5, resumed: 8, resolved: 9 }, resolved).sinceImpact,
      { state: 'stopped', since: 5, until: 8, why: 'resumed' },
    ],
    [
      'stops when it is resolved without having resumed',
      of({ impactStarted: 5, resolved: 9 }, resolved).sinceImpact,
      { state: 'stopped', since: 5, until: 9, why: 'resolved' },
    ],
    [
      'runs on when it is opened again',
      of({ impactStarted: 5, resolved: 9 }).sinceImpact,
      { state: 'running', since: 5, until: null, why: '' },
    ],
    [
      'may stop at its beginning',
      of({ impactStarted: 5, resumed: 5 }).sinceImpact,
      { state: 'stopped', since: 5, until: 5, why: 'resumed' },
    ],
    [
      'is unknown where it stopped before',
      of({ impactStarted: 5, resumed: 4 }).sinceImpact,
      { state: 'unknown', since: 5, until: 4, why: 'The times are in the wrong order.' },
    ],
  ])('%s', (_, clock, expected) => {
    expect(clock).toEqual(expected)
  })

  it('has no length while it is unknown or has not begun, and never a negative one', () => {
    const clock: ElapsedClock = { state: 'running', since: 5, until: null, why: '' }
    expect(lengthOf(clock, 9)).toBe(4)
    expect(lengthOf({ ...clock, until: 7 }, 9)).toBe(2)
    expect(lengthOf(clock, 3)).toBe(0)
    expect(lengthOf({ ...clock, state: 'unknown' }, 9)).toBeNull()
    expect(lengthOf({ ...clock, since: null }, 9)).toBeNull()
  })
})

describe('the time that is left of the RTO', () => {
  const base = { objective: objectiveWith(), target: 4 * HOUR, deadline: null, stoppedAt: null }
  const deadline = 5 + 4 * HOUR

  it.each<[string, DeadlineClock, DeadlineClock]>([
    [
      'is unknown without an objective',
      of({ impactStarted: 5 }, { objectives: [] }).rtoLeft,
      {
        ...{ ...base, objective: null, target: null, state: 'unknown' },
        why: 'The plan states no recovery time objective here.',
      },
    ],
    [
      'is unknown without an impact',
      of({}).rtoLeft,
      { ...base, state: 'unknown', why: 'Impact start is not known, so the objective has no start.' },
    ],
    ['runs', of({ impactStarted: 5 }).rtoLeft, { ...base, state: 'running', deadline, why: '' }],
    [
      'stops when it is resumed',
      of({ impactStarted: 5, resumed: 8 }, resolved).rtoLeft,
      { ...base, state: 'stopped', deadline, stoppedAt: 8, why: 'resumed' },
    ],
    [
      'is unknown where it was resolved and nobody says when it resumed',
      of({ impactStarted: 5 }, resolved).rtoLeft,
      { ...base, state: 'unknown', deadline, why: 'Resolved without a time for resumed.' },
    ],
  ])('%s', (_, clock, expected) => {
    expect(clock).toEqual(expected)
  })

  it('counts down to the deadline and beyond, until it stopped; what is unknown has no figure', () => {
    const running: DeadlineClock = { ...base, state: 'running', deadline: 10, why: '' }
    expect(leftOf(running, 7)).toBe(3)
    expect(leftOf(running, 12)).toBe(-2)
    expect(leftOf({ ...running, stoppedAt: 8 }, 12)).toBe(2)
    expect(leftOf({ ...running, state: 'unknown' }, 7)).toBeNull()
    expect(leftOf({ ...running, deadline: null }, 7)).toBeNull()
  })
})

describe('the exposure clock', () => {
  const chosen: ExposureBasis = { kind: 'chosen', at: 3, restore: 107 }
  const newest = (distrust: Distrust | null): ExposureBasis => {
    return { kind: 'newest', at: 3, asset: 'orders:db', observedAt: 3, distrust }
  }
  const base = { objective: objectiveWith(), target: HOUR }

  it.each<[string, Partial<Milestones>, Partial<IncidentFacts>, object]>([
    [
      'is unknown without a recovery point',
      {},
      { basis: { kind: 'none', why: 'Nothing is known.' } },
      { state: 'unknown', since: null, until: null, why: 'Nothing is known.' },
    ],
    ...Object.entries({
      stale: 'no fresh fact',
      refused: 'the account refuses to answer',
      garbled: 'the answers cannot be read',
      incomplete: 'the listing is incomplete',
      'never-read': 'never read yet',
      unobserved: 'nothing observes it',
    } satisfies Record<Distrust, string>).map<[string, object, Partial<IncidentFacts>, object]>(([distrust, why]) => [
      `is unknown from facts that are ${distrust}`,
      {},
      { basis: newest(distrust as Distrust) },
      { state: 'unknown', since: 3, until: null, why: `orders:db: ${why}.` },
    ]),
    ['runs from the newest point', {}, { basis: newest(null) }, { state: 'running', since: 3, until: null, why: '' }],
    ['runs from the chosen point', {}, { basis: chosen }, { state: 'running', since: 3, until: null, why: '' }],
    [
      'is held where writes stopped',
      { writesStopped: 5 },
      { basis: newest(null) },
      { state: 'held', since: 3, until: 5, why: 'writes stopped' },
    ],
    [
      'stops when it is resumed',
      { writesStopped: 5, resumed: 9 },
      { basis: chosen },
      { state: 'stopped', since: 3, until: 5, why: 'writes stopped' },
    ],
    [
      'stops at the impact where nobody says that writes stopped',
      { impactStarted: 4, resumed: 9 },
      { basis: chosen },
      { state: 'stopped', since: 3, until: 4, why: 'impact started' },
    ],
    [
      'stops when it is resolved',
      { writesStopped: 5 },
      { basis: chosen, status: 'resolved' },
      { state: 'stopped', since: 3, until: 5, why: 'writes stopped' },
    ],
    [
      'is unknown where it ended and nobody says where',
      {},
      { basis: chosen, status: 'resolved' },
      { state: 'unknown', since: 3, until: null, why: 'Writes stopped is not recorded.' },
    ],
    [
      'says nothing of what could have been restored once it is resolved',
      { writesStopped: 5 },
      { basis: newest(null), status: 'resolved' },
      { state: 'unknown', since: null, until: null, why: 'No recovery point was used.' },
    ],
  ])('%s', (_, times, more, expected) => {
    expect(of(times, more).exposure).toEqual({ ...base, ...expected })
  })

  it('has no target where the plan states none', () => {
    expect(of({}, { basis: chosen, objectives: [] }).exposure).toMatchObject({ objective: null, target: null })
  })
})
