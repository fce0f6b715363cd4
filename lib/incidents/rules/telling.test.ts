import { describe, expect, it } from 'vitest'
import type { IncidentStatus } from '@/lib/incidents/model/incident'
import { nextWord } from '@/lib/incidents/rules/next-word'
import type { Cadence } from '@/lib/plans/model/messages'
import type { PlanSeverity } from '@/lib/plans/model/response'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

/** Small numbers stand for instants and lengths: what holds of them holds of milliseconds. */
const DECLARED = 1_000
const rule = (when: Cadence['when'], more: Partial<Cadence>): Cadence => ({
  ...{ id: when, when, audiences: [], channels: [], every: null, within: null, says: `Rule ${when}.` },
  ...{ source: { section: `section ${when}`, says: '' }, ...more },
})
const severity = (treatedAs: SeverityLevel, more: Partial<PlanSeverity>): PlanSeverity => ({
  ...{ id: `${treatedAs}`, name: `S${treatedAs}`, treatedAs, examples: [], respond: null, tellInside: null },
  ...{ tellOutside: null, escalateTo: null, assumed: [], source: { section: 'matrix', says: '' }, ...more },
})
type Plan = { cadence?: Cadence[]; severities?: PlanSeverity[] }
const next = ({ cadence = [], severities = [] }: Plan, told: number | null, status: IncidentStatus = 'identified') =>
  nextWord({ cadence, severities }, { status, severity: 2, declaredAt: DECLARED, lastMessageAt: told })
const dueAt = (...given: Parameters<typeof next>) => next(...given)?.dueAt ?? null

describe('the first word', () => {
  const first = rule('first', { within: 15 })

  it('is due by the plan’s own rule, from the declaration, until somebody was told', () => {
    expect(next({ cadence: [first] }, null)).toEqual({
      ...{ dueAt: DECLARED + 15, says: 'Rule first.', where: 'section first', every: null },
    })
    expect(next({ cadence: [first] }, DECLARED + 1)).toBeNull()
    expect(next({ cadence: [rule('first', {}), rule('active', { within: 15 })] }, null)).toBeNull()
  })

  it('is due by the severity too: who, and how soon', () => {
    const matrix = severity(2, { tellInside: { kind: 'at-once' }, tellOutside: { kind: 'within', ms: 30 } })
    const word = { where: 'matrix', every: null }
    expect(next({ severities: [matrix] }, null)).toEqual({
      ...{ ...word, dueAt: DECLARED, says: 'S2: people inside are told at once.' },
    })
    expect(next({ severities: [{ ...matrix, tellInside: null }] }, null)).toEqual({
      ...{ ...word, dueAt: DECLARED + 30, says: 'S2: people outside are told.' },
    })
  })

  it('is not due by another severity, nor at a time that cannot be counted', () => {
    expect(next({ severities: [severity(1, { tellInside: { kind: 'at-once' } })] }, null)).toBeNull()
    expect(next({ severities: [severity(2, { tellInside: { kind: 'next-business-day' } })] }, null)).toBeNull()
  })
})

describe('the next word', () => {
  const active = rule('active', { every: 30 })
  const recovery = rule('recovery', { every: 120 })
  const told = DECLARED + 7

  it('is due in the rhythm of the plan, from the last message, else from the declaration', () => {
    expect(next({ cadence: [active] }, told)).toEqual({
      ...{ dueAt: told + 30, says: 'Rule active.', where: 'section active', every: 30 },
    })
    expect(dueAt({ cadence: [active] }, null)).toBe(DECLARED + 30)
  })

  it.each<[IncidentStatus, Cadence[], number | null]>([
    ['investigating', [active, recovery], 30],
    ['identified', [active, recovery], 30],
    ['recovering', [active, recovery], 120],
    ['monitoring', [active, recovery], 120],
    ['recovering', [active], 30],
    ['recovering', [active, rule('recovery', { within: 5 })], 30],
    ['identified', [recovery], null],
    ['identified', [rule('resolved', { every: 5 })], null],
    ['resolved', [active, recovery], null],
  ])('while %s (%#)', (status, cadence, after) => {
    expect(dueAt({ cadence }, told, status)).toBe(after === null ? null : told + after)
  })

  it('is the earliest that any rule asks for, whatever their order', () => {
    const cadence = [active, rule('first', { within: 15 }), rule('first', { within: 45 })]
    expect(dueAt({ cadence }, null)).toBe(DECLARED + 15)
    expect(dueAt({ cadence: cadence.toReversed() }, null)).toBe(DECLARED + 15)
    expect(dueAt({ cadence: [active, rule('active', { every: 10 })] }, told)).toBe(told + 10)
  })
})
