import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssetEvidence, evaluateFreshness } from '@/lib/freshness/evaluate'
import { judgeSlots } from '@/lib/freshness/slots'
import type { DesignMechanism, Source } from '@/lib/freshness/types'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14, 32)
const rule = { startWindow: 0, grace: 10 * MINUTE, p95: 10 * MINUTE }
const dump = (hours: number): DesignMechanism => ({
  name: 'pg_dump',
  kind: 'schedule',
  interval: hours * HOUR,
  duration: 12 * MINUTE,
  grace: 10 * MINUTE,
})
const pitr: DesignMechanism = { name: 'Point-in-time recovery', kind: 'pitr', interval: null, duration: 0, grace: 0 }
const window = (age: number, more: Partial<Source> = {}): Source => ({
  mechanism: 'rds-automated',
  location: 'us-east-1/1/rds',
  region: 'us-east-1',
  kind: 'window',
  newest: null,
  window: { earliest: NOW - 7 * 24 * HOUR, latest: NOW - age },
  observedAt: NOW - 20_000,
  limit: 2 * MINUTE,
  ...more,
})
const evidence = (more: Partial<AssetEvidence>): AssetEvidence => ({
  name: 'asset',
  homeRegion: 'us-east-1',
  sources: [window(4 * MINUTE)],
  stated: [pitr],
  found: [pitr],
  schedules: [],
  ...more,
})
const slotsAt = (hours: number[], runs: number[]) => ({
  name: 'pg_dump',
  rule,
  next: NOW + 3 * HOUR,
  slots: judgeSlots(
    hours.map((hour) => Date.UTC(2026, 10, 21, hour)),
    runs.map((hour) => ({ startedAt: Date.UTC(2026, 10, 21, hour), completedAt: Date.UTC(2026, 10, 21, hour, 5) })),
    rule,
    { knownFrom: 0, confirmedUntil: NOW, limit: 2 * MINUTE },
    NOW,
  ),
})

describe('one evaluation', () => {
  it('is within and silent when all is well', () => {
    expect(evaluateFreshness({ target: HOUR }, evidence({}), NOW)).toMatchObject({ mark: 'within', sentence: '' })
  })

  it('says that only an unstated mechanism covers the objective', () => {
    const judged = evaluateFreshness({ target: HOUR }, evidence({ stated: [dump(6)], found: [dump(6), pitr] }), NOW)
    expect(judged).toMatchObject({ mark: 'within', coveredBy: pitr })
    expect(judged.sentence.replaceAll('\u00a0', ' ')).toBe(
      'Within by point-in-time recovery alone, which its plan never states; its stated backups cannot meet 1 h (pg_dump every 6 h, worst case 6 h 22 m).',
    )
  })

  it('shows the worst mark in the tag and the others in the sentence', () => {
    const source = {
      ...window(5 * HOUR),
      kind: 'points' as const,
      newest: { consistentAt: NOW - 5 * HOUR, completedAt: NOW - 5 * HOUR },
    }
    const judged = evaluateFreshness(
      { target: 30 * MINUTE },
      evidence({ sources: [source], stated: [dump(6)], found: [dump(6)], schedules: [slotsAt([6, 12], [6])] }),
      NOW,
    )
    expect(judged.mark).toBe('breached')
    expect(judged.marks).toEqual(['breached', 'cannot-meet', 'missed'])
    expect(judged.sentence.replaceAll('\u00a0', ' ')).toBe(
      'Breached for 4 h 30 m, still growing. Cannot meet by design: pg_dump every 6 h, worst case 6 h 22 m against an RPO of 30 m. pg_dump of 12:00 never arrived.',
    )
  })

  it('shows a miss though another mechanism covers the objective', () => {
    const judged = evaluateFreshness({ target: 6 * HOUR }, evidence({ schedules: [slotsAt([6, 12], [6])] }), NOW)
    expect(judged.mark).toBe('missed')
    expect(judged.sentence).toBe('pg_dump of 12:00 never arrived; the objective is covered by another mechanism.')
  })

  it('warns of a replica beyond the RPO while nothing else is designed to meet it', () => {
    const replica: Source = { ...window(0), kind: 'replica', window: null, lag: 9 * MINUTE }
    const mechanisms = [pitr, { ...pitr, name: 'replica', kind: 'replica' as const }].map((one) => ({
      ...one,
      grace: MINUTE,
    }))
    const judged = evaluateFreshness(
      { target: 5 * MINUTE },
      evidence({ sources: [window(2 * MINUTE), replica], stated: [], found: mechanisms }),
      NOW,
    )
    expect(judged).toMatchObject({ mark: 'at-risk', replicaBeyond: 9 * MINUTE })
    expect(judged.sentence).toContain('Replica lags 9\u00a0m, beyond the RPO of 5\u00a0m')
  })

  it('changes next when the ratio passes 0.8, or when the facts grow old, whichever is first', () => {
    const fresh = evidence({ sources: [window(4 * MINUTE, { limit: 2 * HOUR })] })
    expect(evaluateFreshness({ target: HOUR }, fresh, NOW).nextChangeAt).toBe(NOW - 4 * MINUTE + 48 * MINUTE + 1)
    expect(evaluateFreshness({ target: HOUR }, evidence({}), NOW).nextChangeAt).toBe(NOW - 20_000 + 2 * MINUTE + 1)
  })

  it('is held while writes are stopped', () => {
    const held = evaluateFreshness({ target: HOUR }, evidence({ sources: [window(2 * HOUR)] }), NOW, NOW - 90 * MINUTE)
    expect(held.verdict).toMatchObject({ mark: 'within', exposure: 30 * MINUTE })
  })

  it('does not change before nextChangeAt, and does so for any age and limit', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 9 * HOUR }),
        fc.integer({ min: MINUTE, max: 9 * HOUR }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (age, limit, share) => {
          const facts = evidence({ sources: [window(age, { limit })] })
          const first = evaluateFreshness({ target: HOUR }, facts, NOW)
          if (first.nextChangeAt === null) return
          expect(first.nextChangeAt).toBeGreaterThan(NOW)
          const before = NOW + Math.floor((first.nextChangeAt - 1 - NOW) * share)
          const then = evaluateFreshness({ target: HOUR }, facts, before)
          expect([then.mark, then.verdict.severity]).toEqual([first.mark, first.verdict.severity])
          const after = evaluateFreshness({ target: HOUR }, facts, first.nextChangeAt)
          expect([after.mark, after.verdict.severity]).not.toEqual([first.mark, first.verdict.severity])
        },
      ),
    )
  })
})
