import { describe, expect, test } from 'vitest'
import { type FollowedRunbook, STEP_OUTCOMES, type StepAct, type StepOutcome } from '@/lib/incidents/model/acts'
import { progressOf, stepActFault, stepText } from '@/lib/incidents/rules/steps'
import type { Runbook, RunbookStep } from '@/lib/plans/model/recovery'

const runbook: FollowedRunbook = {
  id: 'failover',
  onFailure: { do: 'roll-back', says: 'Undo what was done.' },
  steps: [
    { id: 'stop', after: [], onFailure: null },
    { id: 'restore', after: ['stop'], onFailure: null },
    { id: 'warn', after: [], onFailure: { do: 'continue', says: 'Tell them by telephone.' } },
    { id: 'resume', after: ['restore', 'warn'], onFailure: null },
  ],
}

/** `stop done@5`: the acts in the order recorded, each at a minute. */
function acts(...lines: string[]): StepAct[] {
  return lines.map((line, index) => {
    const [, step = '', outcome = '', minute = '0'] = /^(\w+) (\w+)@(\d+)$/.exec(line) ?? []
    return {
      runbook: 'failover',
      step,
      outcome: outcome as StepOutcome,
      entryId: String(index),
      seq: index + 1,
      at: Number(minute) * 60_000,
      byName: 'DBA on call',
    }
  })
}

const outcomes = (...lines: string[]) =>
  Object.entries(progressOf(runbook, acts(...lines)).steps).map(([id, { outcome }]) => `${id} ${outcome}`)
const next = (...lines: string[]) =>
  Object.entries(progressOf(runbook, acts(...lines)).steps)
    .filter(([, { isNext }]) => isNext)
    .map(([id]) => id)

describe('how a runbook stands', () => {
  test('before anything is recorded every step waits, and those that wait for nothing are next', () => {
    expect(outcomes()).toEqual(['stop waiting', 'restore waiting', 'warn waiting', 'resume waiting'])
    expect(next()).toEqual(['stop', 'warn'])
    expect(progressOf(runbook, []).next).toBe('stop')
  })

  test.each([
    [['stop done@1'], ['restore', 'warn']],
    [['stop begun@1'], ['stop', 'warn']],
    [['stop skipped@1'], ['restore', 'warn']],
    [['stop failed@1'], ['stop', 'warn']],
    [['stop done@1', 'restore done@2', 'warn done@3'], ['resume']],
    [['stop done@1', 'stop undone@2'], ['warn']],
    [['stop done@1', 'restore done@2', 'warn done@3', 'resume done@4'], []],
  ])('after %j the next are %j', (lines, expected) => {
    expect(next(...lines)).toEqual(expected)
  })

  test('the newest act by order of recording holds, whatever its time says', () => {
    expect(outcomes('stop done@9', 'stop failed@1')[0]).toBe('stop failed')
    expect(progressOf(runbook, acts('stop done@1', 'warn skipped@2'))).toMatchObject({ done: 1, skipped: 1 })
  })

  test('a step took from where it was begun to where it ended, and is not guessed otherwise', () => {
    const took = (...lines: string[]) => progressOf(runbook, acts(...lines)).steps.stop?.took
    expect(took('stop begun@2', 'stop done@9')).toBe(7 * 60_000)
    expect(took('stop done@9')).toBeNull()
    expect(took('stop begun@2')).toBeNull()
    expect(took('stop begun@2', 'stop failed@5', 'stop done@9')).toBeNull()
    expect(took('stop begun@9', 'stop done@2')).toBe(0)
    expect(took('stop begun@2', 'stop begun@5')).toBeNull()
    expect(took('stop begun@2', 'stop undone@5')).toBeNull()
    expect(took('stop begun@2', 'stop done@9', 'stop begun@10', 'stop failed@12')).toBe(2 * 60_000)
    expect(took('stop begun@2', 'warn begun@3', 'stop skipped@5', 'warn done@9')).toBe(3 * 60_000)
    expect(took()).toBeNull()
  })

  test('acts hold by the order of recording, whatever order they come in', () => {
    const recorded = acts('stop begun@2', 'stop done@9')
    expect(progressOf(runbook, recorded.toReversed())).toEqual(progressOf(runbook, recorded))
  })

  test('acts on another runbook, or on a step the plan no longer has, say nothing here', () => {
    const [act] = acts('stop done@1')
    const foreign = [{ ...act, runbook: 'other' } as StepAct, { ...act, step: 'gone' } as StepAct]
    expect(progressOf(runbook, foreign).done).toBe(0)
    expect(progressOf(runbook, [...foreign, ...acts('restore failed@2')]).failure?.undo).toEqual([])
  })
})

describe('a failed step', () => {
  test('rolls back what is done, the last recorded first', () => {
    expect(progressOf(runbook, acts('warn done@1', 'stop done@2', 'restore failed@3')).failure).toEqual({
      step: 'restore',
      rule: 'roll-back',
      says: 'Undo what was done.',
      undo: ['stop', 'warn'],
    })
  })

  test('has a rule of its own before that of the runbook', () => {
    expect(progressOf(runbook, acts('stop done@1', 'warn failed@2')).failure).toMatchObject({
      rule: 'continue',
      says: 'Tell them by telephone.',
      undo: [],
    })
  })

  test('is the one recorded last, where several failed', () => {
    const failed = (...lines: string[]) => progressOf(runbook, acts(...lines)).failure?.step
    expect(failed('stop failed@1', 'warn failed@2')).toBe('warn')
    expect(failed('warn failed@1', 'stop failed@2')).toBe('stop')
  })

  test('is over once it is begun again, done, skipped or undone', () => {
    for (const outcome of ['begun', 'done', 'skipped', 'undone']) {
      expect(progressOf(runbook, acts('stop failed@1', `stop ${outcome}@2`)).failure).toBeNull()
    }
  })
})

describe('what can be recorded', () => {
  const fault = (lines: string[], outcome: StepOutcome, note?: string) => {
    const state = progressOf(runbook, acts(...lines)).steps.stop
    return state ? stepActFault(state, outcome, note) : 'no state'
  }

  test.each<[string[], StepOutcome]>([
    [[], 'begun'],
    [[], 'done'],
    [[], 'failed'],
    [['stop begun@1'], 'done'],
    [['stop done@1'], 'failed'],
    [['stop done@1'], 'begun'],
    [['stop done@1'], 'undone'],
    [['stop failed@1'], 'undone'],
    [['stop undone@1'], 'done'],
  ])('after %j a person may say %s', (lines, outcome) => {
    expect(fault(lines, outcome)).toBeNull()
  })

  test('a step before its turn can be recorded too: the record follows the facts', () => {
    const state = progressOf(runbook, []).steps.resume
    expect(state?.waitsFor).toEqual(['restore', 'warn'])
    expect(state && stepActFault(state, 'done', undefined)).toBeNull()
  })

  test('the same word twice, an undoing of nothing and a skip without a reason are refused in words', () => {
    expect(fault(['stop done@61'], 'done')).toBe('DBA on call recorded it as done at 01:01:00 UTC already.')
    expect(fault([], 'undone')).toBe('Nothing is recorded as done here, so there is nothing to undo.')
    expect(fault([], 'skipped')).toBe('Say why it is skipped; the review will ask.')
    expect(fault([], 'skipped', 'no writes left')).toBeNull()
  })
})

test('a line of the timeline names the outcome, the step, and its place in the order of the runbook', () => {
  const [first, second] = [
    { id: 'resume', name: 'Resume writes', after: ['stop'] },
    { id: 'stop', name: 'Stop writes', after: [] },
  ] as unknown as RunbookStep[]
  const written = { id: 'failover', name: 'DR-002', steps: [first, second] } as Runbook
  const text = (outcome: StepOutcome, note?: string) => stepText(written, second as RunbookStep, outcome, note)
  expect(text('done', '14 sessions ended')).toBe('Done: Stop writes (DR-002, step 1 of 2). 14 sessions ended')
  expect(stepText(written, first as RunbookStep, 'done', undefined)).toBe('Done: Resume writes (DR-002, step 2 of 2).')
  const words = STEP_OUTCOMES.map((outcome) => text(outcome).split(':')[0])
  expect(words).toEqual(['Begun', 'Done', 'Failed', 'Skipped', 'Undone'])
})
