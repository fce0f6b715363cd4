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
    expect(evaluateFreshness({ target: HOUR }, evidence({}), NOW)).toMatchObject({
      ...{ mark: 'within', sentence: '', coveredBy: null },
    })
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

  describe('changes next', () => {
    const nextOf = (rpo: number | null, more: Partial<AssetEvidence>) =>
      evaluateFreshness({ target: rpo }, evidence(more), NOW).nextChangeAt
    const limit = 9 * HOUR
    const stale = NOW - 20_000 + limit + 1
    const points = (age: number, more: Partial<Source> = {}) =>
      window(0, { kind: 'points', newest: { consistentAt: NOW - age, completedAt: NOW - age }, limit, ...more })

    it.each([
      ['at four fifths of the objective', 0, 48 * MINUTE],
      ['at the objective', 48 * MINUTE + 1, HOUR],
      ['at twice the objective', HOUR + 1, 2 * HOUR],
      ['at four times the objective', 2 * HOUR + 1, 4 * HOUR],
    ])('%s', (_, age, limitOfRatio) => {
      expect(nextOf(HOUR, { sources: [points(age)] })).toBe(NOW - age + limitOfRatio + 1)
    })

    it.each<[string, number | null, Partial<Source>]>([
      ['beyond four times the objective', HOUR, { newest: { consistentAt: NOW - 5 * HOUR, completedAt: NOW } }],
      ['by a replica', HOUR, { kind: 'replica', lag: 9_000 }],
      ['by a versioned store', HOUR, { kind: 'versions', mechanism: 'versioning' }],
      ['what is not believed', HOUR, { trouble: 'refused' }],
      ['what has no point', HOUR, { newest: null }],
      ['in real time', 0, {}],
      ['without a target', null, {}],
    ])('when its facts grow old: %s', (_, rpo, more) => {
      expect(nextOf(rpo, { sources: [points(MINUTE, more)] })).toBe(stale)
    })

    it('at a deadline of a schedule', () => {
      const schedules = [slotsAt([6, 12], [6, 12])]
      expect(nextOf(9 * HOUR, { sources: [points(MINUTE)], schedules })).toBe(NOW + 3 * HOUR + 1)
    })

    it('never where nothing was ever read, and not at a moment that is over', () => {
      expect(nextOf(HOUR, { sources: [] })).toBeNull()
      expect(nextOf(HOUR, { sources: [points(5 * HOUR, { observedAt: null })] })).toBeNull()
      expect(nextOf(HOUR, { sources: [points(5 * HOUR, { observedAt: NOW - 1, limit: 0 })] })).toBeNull()
    })
  })

  describe('of a replica', () => {
    const replica = (lag: number | null, more: Partial<Source> = {}) =>
      window(0, { kind: 'replica', mechanism: 'replica', window: null, lag, ...more })
    const beyond = (target: number | null, sources: Source[], more: Partial<AssetEvidence> = {}) =>
      evaluateFreshness({ target }, evidence({ sources, stated: [], found: [], ...more }), NOW).replicaBeyond
    const follower: DesignMechanism = { ...pitr, kind: 'replica' }

    it.each<[string, number | null, Source[], number | null]>([
      ['beyond the objective', HOUR, [replica(HOUR + 1)], HOUR + 1],
      ['at the objective', HOUR, [replica(HOUR)], null],
      ['the nearest of two', HOUR, [replica(3 * HOUR), replica(2 * HOUR)], 2 * HOUR],
      ['one of two keeps it', HOUR, [replica(3 * HOUR), replica(0)], null],
      ['not measured', HOUR, [replica(null), replica(2 * HOUR)], 2 * HOUR],
      ['none', HOUR, [window(2 * HOUR)], null],
      ['not believed', HOUR, [replica(2 * HOUR, { trouble: 'refused' })], null],
      ['what else lags is no replica', HOUR, [{ ...window(0), lag: 2 * HOUR }], null],
      ['in real time, where sync is judged', 0, [replica(9_000)], null],
      ['without a target', null, [replica(9_000)], null],
    ])('on which alone the design rests: %s', (_, target, sources, expected) => {
      expect(beyond(target, sources)).toBe(expected)
    })

    it('is no matter where something else is designed to meet the objective, and only then', () => {
      const lagging = [replica(2 * HOUR)]
      expect(beyond(HOUR, lagging, { stated: [pitr] })).toBeNull()
      expect(beyond(HOUR, lagging, { found: [pitr] })).toBeNull()
      expect(beyond(HOUR, lagging, { stated: [follower], found: [follower] })).toBe(2 * HOUR)
      expect(beyond(HOUR, lagging, { stated: [dump(6)] })).toBe(2 * HOUR)
    })

    it('adds its mark where all else is within, and none to a breach', () => {
      const marks = (age: number) => {
        const sources = [window(age), replica(2 * HOUR)]
        return evaluateFreshness({ target: HOUR }, evidence({ sources, stated: [], found: [follower] }), NOW).marks
      }
      expect(marks(MINUTE)).toEqual(['within', 'at-risk'])
      expect(marks(3 * HOUR)).toEqual(['breached'])
    })

    it('is shown only where it alone changes the verdict', () => {
      const shown = (target: number) =>
        evaluateFreshness({ target }, evidence({ sources: [window(30 * MINUTE), replica(9_000)] }), NOW).verdict
      expect(shown(HOUR)).toMatchObject({ mark: 'within', exposure: 30 * MINUTE })
      expect(shown(10 * MINUTE)).toMatchObject({ mark: 'within', exposure: 9_000 })
    })
  })

  it('has the marks that hold, each once', () => {
    const marks = (more: Partial<AssetEvidence>, target: number | null = HOUR) =>
      evaluateFreshness({ target }, evidence(more), NOW).marks
    expect(marks({ schedules: [slotsAt([6, 12], [6, 12])] })).toEqual(['within'])
    expect(marks({ schedules: [slotsAt([6, 12], [6]), slotsAt([12], [])] })).toEqual(['within', 'missed'])
    expect(marks({ stated: [{ ...dump(6), interval: null }], found: [] })).toEqual(['within'])
    expect(marks({ stated: [dump(6)], found: [] })).toEqual(['within', 'cannot-meet'])
    expect(marks({ stated: [dump(6)], found: [] }, null)).toEqual(['not-measured'])
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
