import { expect, test } from 'vitest'
import type { IncidentFacts } from '@/lib/incidents/model/incident'
import { handoverSummary } from '@/lib/incidents/rules/handover'
import { entryWith, factsWith, objectiveWith, timesWith } from '@/lib/incidents/testing/samples'
import { HOUR, MINUTE } from '@/lib/time/durations'

const IMPACT = Date.UTC(2026, 10, 21, 13)
const running = factsWith({
  ...{ objectives: [objectiveWith()], milestones: timesWith({ impactStarted: IMPACT }), restored: true },
  basis: { kind: 'chosen', at: IMPACT - 5 * MINUTE, restore: 107 },
})
const summary = (facts: IncidentFacts, entries: ReturnType<typeof entryWith>[] = [], now = IMPACT + HOUR) =>
  handoverSummary({ ...facts, severity: 1 }, entries, now).map((line) => line.replaceAll('\u00a0', ' '))

test('who takes over reads status and clocks first', () => {
  expect(summary(running)).toEqual(['Recovering, SEV 1.', 'RTO left 3 h.', 'Exposure 1 h 5 m.'])
  const held = { ...running, milestones: { ...running.milestones, writesStopped: IMPACT + MINUTE } }
  expect(summary(held)).toEqual(['Recovering, SEV 1.', 'RTO left 3 h.', 'Exposure 6 m, held.'])
})

test('an RTO that is used up is over only after its deadline', () => {
  expect(summary(running, [], IMPACT + 4 * HOUR)[1]).toBe('RTO left 0 s.')
  expect(summary(running, [], IMPACT + 4 * HOUR + 90 * MINUTE)[1]).toBe('RTO is over by 1 h 30 m.')
})

test('what is unknown is called so, with the reason', () => {
  expect(summary(factsWith({ status: 'investigating' }))).toEqual([
    'Investigating, SEV 1.',
    'RTO left: unknown. The plan states no recovery time objective here.',
    'Exposure: unknown. No recovery point of its database is known.',
  ])
})

test('the newest decision, objection and action follow, as corrected, and nothing else of the timeline', () => {
  const entries = [
    entryWith(1, { kind: 'action', text: 'Snapshot started', occurredAt: IMPACT + 2 * MINUTE }),
    entryWith(2, { kind: 'decision', text: 'Wait', occurredAt: IMPACT + MINUTE }),
    entryWith(3, { kind: 'decision', text: 'PITR to 13:04', occurredAt: IMPACT + 4 * MINUTE }),
    entryWith(4, { kind: 'objection', text: 'Is it\n\n  a breach? ', occurredAt: IMPACT + 3 * MINUTE }),
    entryWith(5, { kind: 'note', occurredAt: IMPACT + 9 * MINUTE }),
    entryWith(6, { kind: 'correction', correctsId: 'entry-3', detail: { newText: 'PITR to 13:03' } }),
  ]
  expect(summary(running, entries).slice(3)).toEqual([
    'Last decision, 13:04:00 UTC: PITR to 13:03',
    'Last objection, 13:03:00 UTC: Is it a breach?',
    'Last action, 13:02:00 UTC: Snapshot started',
  ])
})

test('a long text is cut to one line of 160 characters', () => {
  const last = (text: string) =>
    summary(running, [entryWith(1, { kind: 'action', text })])[3]?.replace('Last action, 00:00:01 UTC: ', '')
  expect(last('x'.repeat(160))).toBe('x'.repeat(160))
  expect(last('x'.repeat(161))).toBe(`${'x'.repeat(159)}…`)
  // Half of a character in the summary would break the chain that the summary is written into.
  expect(last(`${'x'.repeat(158)}😀😀`)).toBe(`${'x'.repeat(158)}…`)
})
