import { describe, expect, it } from 'vitest'
import type { IncidentFacts, Milestones } from '@/lib/incidents/model/incident'
import { durationsOf, lossWindow, type ObjectiveResult, objectiveLines } from '@/lib/incidents/rules/durations'
import { factsWith, objectiveWith, timesWith } from '@/lib/incidents/testing/samples'
import { HOUR, MINUTE } from '@/lib/time/durations'

const IMPACT = Date.UTC(2026, 10, 21, 13)
const POINT = IMPACT - 5 * MINUTE
const recovered = { kind: 'recovered', at: POINT } as const
const of = (times: Partial<Milestones>, more: Partial<IncidentFacts> = {}) =>
  durationsOf(factsWith({ milestones: timesWith(times), ...more }))

describe('the figures of a review', () => {
  it('run between their two times, each with its words', () => {
    const times = { impactStarted: IMPACT, detected: IMPACT + 1, acknowledged: IMPACT + 3, resumed: IMPACT + HOUR }
    const rta = {
      ...{ state: 'recorded', ms: HOUR, from: IMPACT, to: IMPACT + HOUR },
      clock: 'impact started to resumed',
    }
    expect(of(times, { basis: recovered })).toEqual({
      mttd: { ...{ state: 'recorded', ms: 1, from: IMPACT, to: IMPACT + 1 }, clock: 'impact started to detected' },
      mtta: { ...{ state: 'recorded', ms: 2, from: IMPACT + 1, to: IMPACT + 3 }, clock: 'detected to acknowledged' },
      ...{ mttr: rta, rta },
      rpa: {
        ...{ state: 'recorded', ms: 5 * MINUTE, from: POINT, to: IMPACT },
        clock: 'recovery point to impact started',
      },
    })
  })

  it('are pending while one of their times is not recorded; the first that is missing is named', () => {
    expect(of({})).toEqual({
      mttd: { state: 'pending', why: 'Impact started is not recorded.' },
      mtta: { state: 'pending', why: 'Detected is not recorded.' },
      mttr: { state: 'pending', why: 'Impact started is not recorded.' },
      rta: { state: 'pending', why: 'Impact started is not recorded.' },
      rpa: { state: 'pending', why: 'The recovery point is not recorded.' },
    })
    expect(of({ impactStarted: IMPACT }).mttd).toEqual({ state: 'pending', why: 'Detected is not recorded.' })
    expect(of({ detected: IMPACT }).mttd).toEqual({ state: 'pending', why: 'Impact started is not recorded.' })
  })

  it('are nothing where both times are the same, and invalid a millisecond before', () => {
    expect(of({ impactStarted: IMPACT, detected: IMPACT }).mttd).toMatchObject({ state: 'recorded', ms: 0 })
    expect(of({ impactStarted: IMPACT, detected: IMPACT - 1 }).mttd).toEqual({
      ...{ state: 'invalid', from: IMPACT, to: IMPACT - 1, why: 'Detected is before impact started.' },
    })
  })
})

describe('the loss', () => {
  it.each<[string, Partial<Milestones>, ReturnType<typeof lossWindow>]>([
    [
      'ends where writes stopped',
      { writesStopped: 9, impactStarted: 7 },
      { from: 5, to: 9, endedBy: 'writes stopped' },
    ],
    ['else at the impact', { impactStarted: 7 }, { from: 5, to: 7, endedBy: 'impact started' }],
    [
      'is nothing where writes stopped before the point',
      { writesStopped: 3 },
      { from: 5, to: 5, endedBy: 'writes stopped' },
    ],
    ['is nothing where the impact was before it', { impactStarted: 3 }, { from: 5, to: 5, endedBy: 'impact started' }],
    ['is not known where neither is', {}, null],
  ])('%s', (_, times, window) => {
    expect(lossWindow(5, timesWith(times))).toEqual(window)
  })

  const newest = { kind: 'newest', at: POINT, asset: 'orders:db', observedAt: IMPACT, distrust: null } as const

  it.each<[string, Partial<IncidentFacts>, object]>([
    [
      'not recorded while it goes on',
      { basis: newest },
      { state: 'pending', why: 'The recovery point is not recorded.' },
    ],
    [
      'not recorded where something was restored to nobody knows what',
      { basis: newest, status: 'resolved', restored: true },
      { state: 'pending', why: 'The recovery point is not recorded.' },
    ],
    [
      'none where nothing was restored',
      { basis: newest, status: 'resolved' },
      { state: 'not-applicable', why: 'Nothing was restored, so no data was lost to a recovery point.' },
    ],
    [
      'not known to where',
      { basis: recovered },
      { state: 'pending', why: 'Neither writes stopped nor impact started is recorded.' },
    ],
    [
      'that of the chosen point',
      { basis: { kind: 'chosen', at: 5, restore: 107 }, milestones: timesWith({ writesStopped: 9 }) },
      { state: 'recorded', ms: 4, from: 5, to: 9, clock: 'recovery point to writes stopped' },
    ],
  ])('is %s', (_, facts, rpa) => {
    expect(durationsOf(factsWith(facts)).rpa).toEqual(rpa)
  })
})

describe('an objective against what was achieved', () => {
  const facts = (took: number, target: number, max: number | null) =>
    factsWith({
      milestones: timesWith({ impactStarted: IMPACT, resumed: IMPACT + took }),
      objectives: [objectiveWith({ rto: { target, max }, rpo: null })],
    })
  const result = (took: number, target: number, max: number | null = null) =>
    objectiveLines(facts(took, target, max))[0]?.result

  it.each<[number, number, number | null, ObjectiveResult]>([
    [HOUR - 1, HOUR, null, { result: 'met', margin: 1 }],
    [HOUR, HOUR, null, { result: 'met', margin: 0 }],
    [HOUR + 1, HOUR, null, { result: 'missed', over: 1, factor: (HOUR + 1) / HOUR }],
    [3 * HOUR, HOUR, 2 * HOUR, { result: 'missed', over: 2 * HOUR, factor: 3 }],
    [2 * HOUR, HOUR, 2 * HOUR, { result: 'inside-maximum', over: HOUR, max: 2 * HOUR }],
    [HOUR, HOUR, 2 * HOUR, { result: 'met', margin: 0 }],
    [1_000, 0, null, { result: 'met', margin: 0 }],
    [1_001, 0, null, { result: 'missed', over: 1_001, factor: null }],
  ])('of %d ms against %d, at most %s', (took, target, max, expected) => {
    expect(result(took, target, max)).toEqual(expected)
  })

  it('is open while the figure is not recorded, and says why', () => {
    expect(objectiveLines(factsWith({ objectives: [objectiveWith()] })).map((line) => line.result)).toEqual([
      { result: 'open', why: 'Impact started is not recorded.' },
      { result: 'open', why: 'The recovery point is not recorded.' },
    ])
  })
})

describe('the table of objectives', () => {
  it('has a line for each target, with all that the plan says of it', () => {
    const objective = objectiveWith({
      ...{ rto: { target: HOUR, max: 2 * HOUR }, rpo: { target: 0, max: null, realTime: true } },
    })
    const facts = factsWith({ objectives: [objective] })
    const { rta, rpa } = durationsOf(facts)
    const line = { objective, governs: true }
    expect(objectiveLines(facts)).toEqual([
      {
        ...{ ...line, measure: 'RTO', target: HOUR, max: 2 * HOUR, realTime: false, fact: rta },
        result: { result: 'open', why: 'Impact started is not recorded.' },
      },
      {
        ...{ ...line, measure: 'RPO', target: 0, max: null, realTime: true, fact: rpa },
        result: { result: 'open', why: 'The recovery point is not recorded.' },
      },
    ])
  })

  it('shows recovery times first, of each measure the governing one first, then the shorter', () => {
    const other = (id: string, rto: number | null, rpo: number | null) =>
      objectiveWith({
        ...{ id, governsRto: false, governsRpo: false, rto: rto === null ? null : { target: rto, max: null } },
        rpo: rpo === null ? null : { target: rpo, max: null, realTime: false },
      })
    const governing = objectiveWith({ id: 'governs' })
    const lines = (...objectives: ReturnType<typeof other>[]) =>
      objectiveLines(factsWith({ objectives })).map(({ measure, objective }) => `${measure} ${objective.id}`)
    const expected = ['RTO governs', 'RTO b', 'RTO a', 'RPO governs', 'RPO b', 'RPO a', 'RPO c']
    const all = [other('a', 9, 9), other('c', null, 10), other('b', 8, 8), governing]
    expect(lines(...all)).toEqual(expected)
    expect(lines(...all.toReversed())).toEqual(expected)
    expect(lines(other('a', 9, null), other('b', 8, null))).toEqual(['RTO b', 'RTO a'])
  })
})
