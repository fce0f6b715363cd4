import { describe, expect, test } from 'vitest'
import type { FollowedRunbook, StepAct, StepOutcome } from '@/lib/incidents/model/acts'
import { progressOf, stepActFault } from '@/lib/incidents/rules/steps'

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
