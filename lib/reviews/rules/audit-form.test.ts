import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import { type AuditFacts, auditForm } from '@/lib/reviews/rules/audit-form'

const parsed = parsePlan(readFileSync('plans/phoenix.yaml', 'utf8'), 'phoenix.yaml')
if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
const format = parsed.plan.audit?.format ?? []

const facts: AuditFacts = {
  mode: 'live',
  title: 'Region us-east-1 fails',
  status: 'resolved',
  declaredByName: 'Commander on call',
  declaredAt: Date.UTC(2025, 0, 25, 10),
  impactStartedAt: Date.UTC(2025, 0, 25, 9, 45),
  resumedAt: Date.UTC(2025, 0, 25, 10, 30),
  actions: ['Database failed over', 'Traffic redirected'],
}

test("an incident takes the seven keys of Phoenix's own form", () => {
  expect(auditForm(format, facts)).toEqual({
    event: 'dr_activation',
    timestamp: '2025-01-25T10:00:00Z',
    triggered_by: 'Commander on call',
    reason: 'Region us-east-1 fails',
    actions: ['Database failed over', 'Traffic redirected'],
    outcome: 'resolved',
    duration_minutes: 45,
  })
})

test.each<[string, Partial<AuditFacts>, string, unknown]>([
  ['a drill is called one', { mode: 'drill' }, 'event', 'dr_drill'],
  ['a duration is not guessed while it lasts', { resumedAt: null }, 'duration_minutes', null],
  ['nor where nobody knows when it began', { impactStartedAt: null }, 'duration_minutes', null],
  ['nor where the end stands before the start', { resumedAt: 0 }, 'duration_minutes', null],
])('%s', (_what, change, key, value) => {
  expect(auditForm(format, { ...facts, ...change })[key]).toEqual(value)
})
