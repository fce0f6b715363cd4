import { describe, expect, it } from 'vitest'
import type { CollectorState } from '@/lib/inventory/model/asset-state'
import {
  distrustOf,
  distrustOfCollector,
  distrustOfFact,
  type Sight,
  sightOf,
  troubleOf,
  trustLimit,
} from '@/lib/inventory/rules/trust'
import { collectorWith } from '@/lib/inventory/testing/samples'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14, 32)
const READER = 'orders/210000000001/us-east-1/rds'
/** Two rounds of a collector that reads every five minutes. */
const LIMIT = 10 * MINUTE
const failing = (errorCode: string | null, more: Partial<CollectorState> = {}) =>
  collectorWith(READER, { failingSince: NOW - HOUR, errorCode, ...more })

describe('the trouble of a collector', () => {
  it.each([
    ['unobserved where there is none', undefined, 'unobserved'],
    ['none where it went well', collectorWith(READER), null],
    ['refused', failing('AccessDenied'), 'refused'],
    ['refused', failing('UnauthorizedOperation'), 'refused'],
    ['refused', failing('SignatureDoesNotMatch'), 'refused'],
    ['refused', failing('CredentialsError'), 'refused'],
    ['refused', failing('ExpiredToken'), 'refused'],
    ['refused', failing('OptInRequired'), 'refused'],
    ['refused', failing('AccountProblem'), 'refused'],
    ['refused', failing('NotAuthorized'), 'refused'],
    ['refused', failing('InvalidClientId'), 'refused'],
    ['garbled', failing('garbled/Xml'), 'garbled'],
    ['none while it only takes too long: age will tell', failing('TimeoutError'), null],
    ['none where a failure has no code', failing(null), null],
    ['incomplete where a page is missing', collectorWith(READER, { incomplete: true }), 'incomplete'],
    ['incomplete where it takes too long besides', failing('TimeoutError', { incomplete: true }), 'incomplete'],
    ['refused rather than incomplete', failing('AccessDenied', { incomplete: true }), 'refused'],
    ['over once it reads again', failing('AccessDenied', { failingSince: null }), null],
  ])('is %s (%#)', (_, collector, trouble) => {
    expect(troubleOf(collector)).toBe(trouble)
  })
})

describe('a fact', () => {
  it.each<[string, Partial<Sight>, ReturnType<typeof distrustOf>]>([
    ['is believed', {}, null],
    ['is believed for two rounds', { observedAt: NOW - LIMIT }, null],
    ['and no longer', { observedAt: NOW - LIMIT - 1 }, 'stale'],
    ['is not where the account refuses, however fresh', { trouble: 'refused' }, 'refused'],
    ['is in trouble rather than old', { trouble: 'incomplete', observedAt: NOW - HOUR }, 'incomplete'],
    ['is not where nobody ever read it', { observedAt: null }, 'never-read'],
    ['is not where nothing observes it', { observedAt: null, trouble: 'unobserved' }, 'unobserved'],
  ])('%s', (_, more, distrust) => {
    expect(distrustOf({ observedAt: NOW, limit: LIMIT, ...more }, NOW)).toBe(distrust)
  })

  it('is as old as two rounds of what reads it allow, and unobserved where nothing does', () => {
    expect(trustLimit(5 * MINUTE)).toBe(LIMIT)
    expect(sightOf(NOW, collectorWith(READER))).toEqual({ observedAt: NOW, limit: LIMIT, trouble: null })
    expect(sightOf(NOW, undefined)).toEqual({ observedAt: NOW, limit: 0, trouble: 'unobserved' })
  })

  it('is believed by its own collector, and what the collector does not show by its last reading', () => {
    const collectors = new Map([[READER, collectorWith(READER)]])
    const fact = (collectorId: string | null) => distrustOfFact({ observedAt: NOW, collectorId }, collectors, NOW)
    expect([fact(READER), fact('other'), fact(null)]).toEqual([null, 'unobserved', 'unobserved'])
    const read = (lastSuccessAt: number | null) => distrustOfCollector(collectorWith(READER, { lastSuccessAt }), NOW)
    expect([read(NOW - LIMIT), read(NOW - LIMIT - 1), read(null)]).toEqual([null, 'stale', 'never-read'])
    expect(distrustOfCollector(undefined, NOW)).toBe('unobserved')
  })
})
