import { describe, expect, test } from 'vitest'
import { MECHANISM_WORDS } from '@/lib/inventory/model/mechanism-words'
import type { Plan } from '@/lib/plans/model/plan'
import { planFacts } from '@/lib/restores/rules/plan-facts'
import { STATE_WORDS, shortHash } from '@/lib/restores/rules/words'

const MARKS = ['running', 'waiting', 'info', 'within', 'at-risk', 'unknown', 'failed']

test('every state and mechanism has words of its own, every state a mark', () => {
  for (const texts of [Object.values(STATE_WORDS).map(({ word }) => word), Object.values(MECHANISM_WORDS)]) {
    for (const text of texts) expect([typeof text, text]).toEqual(['string', expect.stringMatching(/^\S.*\S$/)])
    expect(new Set(texts).size).toBe(texts.length)
  }
  for (const { mark } of Object.values(STATE_WORDS)) expect(MARKS).toContain(mark)
  expect(STATE_WORDS.AWAITING_CUTOVER).toEqual({ mark: 'info', word: 'Available, not verified' })
  expect(STATE_WORDS.UNCONFIRMED.mark).toBe('unknown')
  expect(STATE_WORDS.NEEDS_HUMAN.mark).toBe('at-risk')
})

test.each([
  ['0123456789abcdef0123', '0123 4567 89ab cdef'],
  ['01234', '0123'],
  ['', ''],
])('the fingerprint %j is compared as %j', (hash, words) => {
  expect(shortHash(hash)).toBe(words)
})

describe('what a plan says of restoring an asset', () => {
  const source = { section: 'Restore', says: 'The lead agrees.' }
  const [figure, whole] = [
    { of: 'Database', low: 1, high: 2, note: null, where: 'Recovery' },
    { of: 'Everything', low: 3, high: 4, note: null, where: 'Recovery' },
  ]
  const objective = { scope: 'environment', environment: 'production', covers: [], mttr: null }
  const plan = {
    environments: [
      { key: 'staging', restoreApproval: null, estimates: [] },
      { key: 'production', restoreApproval: { required: true, by: 'lead', source }, estimates: [whole] },
    ],
    assets: [
      { key: 'db', environment: 'production', settings: { multiAz: true }, toFillIn: [], estimates: [figure] },
      { key: 'db-staging', environment: 'staging', settings: {}, toFillIn: [], estimates: [] },
    ],
    objectives: [
      { ...objective, name: 'Slow', rpo: { target: 9, max: null, realTime: false }, rto: { target: 8, max: null } },
      { ...objective, name: 'Live', rpo: { target: 0, max: null, realTime: true }, rto: { target: 9, max: null } },
    ],
  } as unknown as Plan

  test('is its settings and figures and the strictest objectives by name', () => {
    expect(planFacts(plan, 'db', 'r-1')).toEqual({
      ...{ asset: { settings: { multiAz: true }, toFillIn: [], estimates: [figure] }, environmentEstimates: [whole] },
      ...{ rpo: { ms: 0, name: 'Live', realTime: true }, rto: { ms: 8, name: 'Slow' }, revisionId: 'r-1' },
    })
  })

  test('is nothing where it says nothing', () => {
    const nothing = { environmentEstimates: [], rpo: null, rto: null, revisionId: 'r-1' }
    const asset = { settings: {}, toFillIn: [], estimates: [] }
    expect(planFacts(plan, 'db-staging', 'r-1')).toEqual({ asset, ...nothing })
    expect(planFacts({ ...plan, objectives: [] }, 'unknown', 'r-1')).toEqual({
      asset: null,
      ...nothing,
    })
  })
})
