import { expect, test } from 'vitest'
import type { FollowedRunbook, StepAct, StepOutcome } from '@/lib/incidents/model/acts'
import { measuredOf, type PastWork } from '@/lib/incidents/rules/measured'

const runbook: FollowedRunbook = {
  id: 'failover',
  onFailure: { do: 'stop', says: 'Stop.' },
  steps: [
    { id: 'stop', after: [], onFailure: null },
    { id: 'restore', after: ['stop'], onFailure: null },
  ],
}

function past(incident: string, ...acts: [step: string, outcome: StepOutcome, minute: number][]): PastWork {
  return {
    incident,
    mode: 'drill',
    acts: acts.map(([step, outcome, minute], index): StepAct => {
      return {
        runbook: 'failover',
        step,
        outcome,
        entryId: `${index}`,
        seq: index + 1,
        at: minute * 60_000,
        byName: 'DBA',
      }
    }),
  }
}

test('the whole counts from the first act to the last one, once every step is over', () => {
  const half = past('INC-0003', ['stop', 'begun', 1], ['stop', 'done', 3])
  const whole = past(
    'INC-0002',
    ['stop', 'begun', 5],
    ['stop', 'done', 9],
    ['restore', 'begun', 9],
    ['restore', 'done', 30],
  )
  expect(measuredOf(runbook, [half, whole])).toEqual({
    whole: { ms: 25 * 60_000, incident: 'INC-0002', mode: 'drill' },
    steps: {
      stop: { ms: 2 * 60_000, incident: 'INC-0003', mode: 'drill' },
      restore: { ms: 21 * 60_000, incident: 'INC-0002', mode: 'drill' },
    },
  })
})

test('what failed, was skipped, or was never begun measures nothing', () => {
  const skipped = past('INC-0002', ['stop', 'skipped', 1], ['restore', 'skipped', 2])
  const failed = past('INC-0001', ['stop', 'begun', 1], ['stop', 'failed', 2], ['restore', 'done', 3])
  expect(measuredOf(runbook, [skipped, failed])).toEqual({ whole: null, steps: {} })
  expect(measuredOf(runbook, [])).toEqual({ whole: null, steps: {} })
})

test('steps that were written down afterwards, without a beginning, are no measure of the whole', () => {
  const after = past('INC-0002', ['stop', 'done', 40], ['restore', 'done', 40])
  expect(measuredOf(runbook, [after])).toEqual({ whole: null, steps: {} })
})

test('another runbook measures nothing here', () => {
  const other = past('INC-0002', ['stop', 'begun', 1], ['stop', 'done', 2], ['restore', 'done', 3])
  expect(measuredOf({ ...runbook, id: 'other' }, [other])).toEqual({ whole: null, steps: {} })
})

test('only the acts on this runbook count, by order of recording', () => {
  const whole = past('INC-0002', ['stop', 'begun', 5], ['stop', 'done', 9], ['restore', 'done', 30])
  const foreign = past('INC-0002', ['stop', 'begun', 1], ['restore', 'done', 99]).acts.map((act) => ({
    ...{ ...act, runbook: 'other', seq: act.seq - 9 },
  }))
  const acts = [...whole.acts.toReversed(), ...foreign]
  expect(measuredOf(runbook, [{ ...whole, acts }])).toEqual(measuredOf(runbook, [whole]))
  expect(measuredOf(runbook, [whole]).whole?.ms).toBe(25 * 60_000)
})

test('the whole may have skipped a step, but not all of them', () => {
  const some = past('INC-0002', ['stop', 'begun', 1], ['stop', 'done', 4], ['restore', 'skipped', 5])
  expect(measuredOf(runbook, [some]).whole?.ms).toBe(4 * 60_000)
  const none = past('INC-0002', ['stop', 'begun', 1], ['stop', 'skipped', 4], ['restore', 'skipped', 5])
  expect(measuredOf(runbook, [none])).toEqual({ whole: null, steps: {} })
})
