import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '@/lib/findings/model/finding'
import { countChoice, filterFindings, filterHref, readFilter } from '@/lib/findings/rules/filter'
import {
  countFindings,
  earliestExpiry,
  expiryDays,
  type FindingAct,
  keptAcknowledgements,
  lastDay,
  livingFinding,
  livingFindings,
  stateWords,
} from '@/lib/findings/rules/life'
import { DAY, HOUR } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14, 32)

const finding = (more: Partial<Finding> = {}): Finding => ({
  id: 'setting:db:Multi-AZ',
  severity: 'medium',
  mark: 'at-risk',
  system: 's',
  subject: 'The db',
  assetKey: 'db',
  sentence: 'Multi-AZ of db is off.',
  planSays: 'on',
  found: 'off',
  whatToDo: 'Turn it on.',
  origin: 'account',
  ...more,
})
const act = (more: Partial<FindingAct> = {}): FindingAct => ({
  id: 'a',
  findingId: 'setting:db:Multi-AZ',
  what: 'acknowledge',
  reason: 'Agreed with the owner.',
  expiresAt: Date.UTC(2026, 10, 28),
  sentence: 'Multi-AZ of db is off.',
  severity: 'medium',
  actorName: 'Dana',
  at: NOW - DAY,
  ...more,
})
const withdraw = act({ id: 'w', what: 'withdraw', expiresAt: null, at: NOW - HOUR })

describe('a finding', () => {
  it('is open while nobody said anything of it', () => {
    const living = livingFinding(finding(), [], NOW)
    expect(living).toMatchObject({ state: 'open', because: null, acknowledgement: null, acts: [] })
    expect(stateWords(living)).toBe('')
  })

  it('is acknowledged until the moment of expiry, and not at it', () => {
    const end = act().expiresAt ?? 0
    expect(livingFinding(finding(), [act()], end - 1).state).toBe('acknowledged')
    expect(livingFinding(finding(), [act()], end)).toMatchObject({ state: 'returned', because: 'lapsed' })
  })

  it('says until when and by whom, and that it lapsed', () => {
    expect(stateWords(livingFinding(finding(), [act()], NOW))).toBe('Acknowledged until 27\u00a0Nov\u00a02026 by Dana')
    const lapsed = act({ expiresAt: Date.UTC(2026, 10, 4), at: Date.UTC(2026, 9, 4) })
    expect(stateWords(livingFinding(finding(), [lapsed], NOW))).toBe(
      'Acknowledged until 3\u00a0Nov\u00a02026 by Dana; lapsed',
    )
  })

  it('returns when it becomes graver, and not when it becomes milder', () => {
    const risen = livingFinding(finding({ severity: 'high' }), [act()], NOW)
    expect(risen).toMatchObject({ state: 'returned', because: 'risen' })
    expect(stateWords(risen)).toContain('when it was medium; it is high now')
    expect(livingFinding(finding({ severity: 'low' }), [act()], NOW).state).toBe('acknowledged')
  })

  it('is open after a withdrawal, and the newest act rules', () => {
    expect(livingFinding(finding(), [act(), withdraw], NOW)).toMatchObject({ state: 'open', acknowledgement: null })
    const again = livingFinding(finding(), [act(), withdraw, act({ id: 'b' })], NOW)
    expect(again.state).toBe('acknowledged')
    expect(again.acts.map(({ id }) => id)).toEqual(['b', 'w', 'a'])
  })
})

describe('the findings of a system', () => {
  it('are counted without the acknowledged ones; a returned one counts as open', () => {
    const findings = livingFindings(
      [finding(), finding({ id: 'x', severity: 'high' }), finding({ id: 'y', severity: 'high' })],
      [act(), act({ id: 'b', findingId: 'y', expiresAt: NOW - HOUR, at: NOW - DAY })],
      NOW,
    )
    expect(countFindings(findings)).toEqual({ open: 2, high: 2, acknowledged: 1 })
    expect(earliestExpiry(findings, NOW)).toBe(act().expiresAt)
  })

  it('keep the acknowledgement of one that is gone, and it holds when that one comes back', () => {
    expect(keptAcknowledgements([], [act()], NOW)).toMatchObject([{ findingId: act().findingId }])
    expect(keptAcknowledgements([finding()], [act()], NOW)).toEqual([])
    expect(keptAcknowledgements([], [act(), withdraw], NOW)).toEqual([])
    expect(keptAcknowledgements([], [act()], act().expiresAt ?? 0)).toEqual([])
    expect(livingFindings([finding()], [act()], NOW)[0]?.state).toBe('acknowledged')
  })

  it('change by themselves at the earliest expiry and at no other time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 366 }), { maxLength: 6 }), (days) => {
        const findings = livingFindings(
          days.map((_, index) => finding({ id: `f${index}` })),
          days.map((day, index) => act({ id: `a${index}`, findingId: `f${index}`, expiresAt: NOW + day * DAY })),
          NOW,
        )
        const next = earliestExpiry(findings, NOW)
        expect(next).toBe(days.length === 0 ? null : NOW + Math.min(...days) * DAY)
      }),
    )
  })
})

it('an acknowledgement ends with a day from today to 366 d ahead, and begins with 30 d', () => {
  expect(expiryDays(NOW)).toEqual({ first: '2026-11-21', last: '2027-11-21', usual: '2026-12-21' })
  expect(lastDay({ expiresAt: Date.UTC(2026, 11, 22) })).toBe('21\u00a0Dec\u00a02026')
})

describe('the filter of the page', () => {
  const findings = livingFindings(
    [finding(), finding({ id: 'x', severity: 'high', origin: 'plan' }), finding({ id: 'y', severity: 'high' })],
    [act(), act({ id: 'b', findingId: 'y', severity: 'high', expiresAt: NOW - HOUR })],
    NOW,
  )
  const ids = (query: Record<string, string>) => filterFindings(findings, readFilter(query)).map(({ id }) => id)

  it('lets all pass that it does not know, and a returned one with the open ones', () => {
    expect(ids({})).toHaveLength(3)
    expect(ids({ severity: 'enormous', origin: '', state: 'gone' })).toHaveLength(3)
    expect(ids({ state: 'open' })).toEqual(['x', 'y'])
    expect(ids({ state: 'returned' })).toEqual(['y'])
    expect(ids({ state: 'acknowledged' })).toEqual([finding().id])
    expect(ids({ severity: 'high', origin: 'plan' })).toEqual(['x'])
  })

  it('counts acknowledged ones only where they are asked for', () => {
    const none = readFilter({})
    expect(countChoice(findings, none, { severity: 'medium' })).toBe(0)
    expect(countChoice(findings, none, { state: 'acknowledged' })).toBe(1)
    expect(countChoice(findings, { ...none, state: 'acknowledged' }, { severity: 'medium' })).toBe(1)
  })

  it('stands in the address, and comes back from it', () => {
    expect(filterHref('s', readFilter({}))).toBe('/systems/s/findings')
    expect(filterHref('s', readFilter({ state: 'returned', severity: 'low' }))).toBe(
      '/systems/s/findings?severity=low&state=returned',
    )
  })
})
