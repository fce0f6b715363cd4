import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mark, Source } from '@/lib/freshness/types'
import {
  breachSeverity,
  judgeExposure,
  keepsTarget,
  MARK_ORDER,
  markOfExposure,
  markOfRatio,
  markRank,
  worstMark,
} from '@/lib/freshness/verdict'
import { HOUR, MINUTE } from '@/lib/time/durations'

const NOW = Date.UTC(2026, 10, 21, 14)
const source = (age: number | null, more: Partial<Source> = {}): Source => ({
  mechanism: 'rds-automated',
  location: 'us-east-1/1/rds',
  region: 'us-east-1',
  kind: 'points',
  newest: age === null ? null : { consistentAt: NOW - age, completedAt: NOW - age },
  observedAt: NOW,
  limit: 2 * MINUTE,
  ...more,
})

describe('the verdict', () => {
  it.each([
    [0, 'within', 0],
    [0.8, 'within', 0],
    [0.81, 'at-risk', 0],
    [1, 'at-risk', 0],
    [1.01, 'breached', 1],
    [2, 'breached', 1],
    [2.01, 'breached', 2],
    [4, 'breached', 2],
    [4.01, 'breached', 3],
  ])('at %d of the RPO is %s, severity %d', (ratio, mark, severity) => {
    expect(markOfRatio(ratio)).toBe(mark)
    expect(breachSeverity(ratio)).toBe(severity)
    expect(judgeExposure({ target: HOUR }, [source(ratio * HOUR)], NOW)).toMatchObject({ mark, severity })
  })

  it('is pending without a point, and unknown without a source', () => {
    expect(judgeExposure({ target: HOUR }, [source(null)], NOW).mark).toBe('pending')
    expect(judgeExposure({ target: HOUR }, [], NOW)).toMatchObject({ mark: 'unknown', distrust: 'unobserved' })
  })

  it.each([
    ['older than their limit', { observedAt: NOW - 2 * MINUTE - 1 }, 'stale'],
    ['refused', { trouble: 'refused' as const }, 'refused'],
    ['garbled', { trouble: 'garbled' as const }, 'garbled'],
    ['incomplete', { trouble: 'incomplete' as const }, 'incomplete'],
    ['never read', { observedAt: null }, 'never-read'],
  ])('is unknown when the facts are %s, with the last known exposure', (_, more, distrust) => {
    expect(judgeExposure({ target: HOUR }, [source(10 * MINUTE, more)], NOW)).toMatchObject({
      mark: 'unknown',
      distrust,
      exposure: 10 * MINUTE,
      ratio: null,
    })
  })

  it('stands where trusted facts prove it, and says that others are unknown', () => {
    const stale = source(10 * MINUTE, { observedAt: NOW - HOUR })
    expect(judgeExposure({ target: HOUR }, [source(30 * MINUTE), stale], NOW)).toMatchObject({
      mark: 'within',
      exposure: 30 * MINUTE,
      partly: 'stale',
    })
  })

  it('is unknown where only doubted facts could save it, and breached where they are mere copies', () => {
    const doubted = source(10 * MINUTE, { observedAt: NOW - HOUR })
    expect(judgeExposure({ target: HOUR }, [source(5 * HOUR), doubted], NOW).mark).toBe('unknown')
    expect(judgeExposure({ target: HOUR }, [source(5 * HOUR), { ...doubted, copy: true }], NOW).mark).toBe('breached')
  })

  it('is by kind of loss: a replica saves nothing from corruption, and nothing here survives the region', () => {
    const replica = source(null, { kind: 'replica', lag: 1_000, mechanism: 'replica', region: 'us-west-2' })
    const all = [source(3 * HOUR), replica]
    const judge = (loss: 'instance' | 'corruption' | 'region') =>
      judgeExposure({ target: HOUR }, all, NOW, loss, 'us-east-1').mark
    expect([judge('instance'), judge('corruption'), judge('region')]).toEqual(['within', 'breached', 'within'])
    expect(judgeExposure({ target: HOUR }, [source(0)], NOW, 'region', 'us-east-1').mark).toBe('pending')
  })

  it.each([
    [source(null, { kind: 'versions' }), 'within', 'in-sync'],
    [source(null, { kind: 'replica', lag: 0 }), 'within', 'in-sync'],
    [source(null, { kind: 'replica', lag: 9_000 }), 'breached', 'not-in-sync'],
    [source(null, { kind: 'versions', observedAt: NOW - HOUR }), 'unknown', 'unknown'],
  ])('of RPO 0 is in sync, not in sync or unknown, without a ratio (%#)', (facts, mark, sync) => {
    expect(judgeExposure({ target: 0 }, [facts], NOW)).toMatchObject({ mark, sync, ratio: null })
  })

  it('without a target is not measured', () => {
    expect(judgeExposure({ target: null }, [source(HOUR)], NOW).mark).toBe('not-measured')
  })

  it('is never "within" on facts that may not be believed', () => {
    const anySource = fc.record({
      age: fc.option(fc.nat({ max: 5 * HOUR })),
      observed: fc.option(fc.nat({ max: HOUR })),
      kind: fc.constantFrom('points' as const, 'replica' as const, 'versions' as const),
      trouble: fc.constantFrom(null, 'refused' as const, 'garbled' as const, 'incomplete' as const),
    })
    fc.assert(
      fc.property(fc.array(anySource), fc.nat({ max: 3 * HOUR }), (facts, target) => {
        const sources = facts.map((fact) =>
          source(fact.age, {
            kind: fact.kind,
            lag: fact.age,
            trouble: fact.trouble,
            observedAt: fact.observed === null ? null : NOW - fact.observed,
          }),
        )
        const verdict = judgeExposure({ target }, sources, NOW)
        const trusted = sources.some(
          (one) => !one.trouble && one.observedAt !== null && NOW - one.observedAt <= one.limit,
        )
        if (!trusted) expect(verdict.mark).toBe('unknown')
        if (verdict.exposure !== null) expect(verdict.exposure).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('the whole verdict', () => {
  const point = (age: number) => ({
    ...{ mechanism: 'rds-automated', location: 'us-east-1/1/rds', region: 'us-east-1' },
    ...{ consistentAt: NOW - age, completedAt: NOW - age },
  })
  const judge = (target: number | null, ...sources: Source[]) => judgeExposure({ target }, sources, NOW)
  const nothing = { exposure: null, ratio: null, severity: 0, sync: null, point: null, distrust: null, partly: null }
  const refused = (age: number | null, more: Partial<Source> = {}) => source(age, { trouble: 'refused', ...more })

  it.each<[string, ReturnType<typeof judge>, object]>([
    [
      'on facts that prove it',
      judge(HOUR, source(90 * MINUTE)),
      { mark: 'breached', exposure: 90 * MINUTE, ratio: 1.5, severity: 1, point: point(90 * MINUTE) },
    ],
    [
      'on doubted facts: what was known last, and no ratio',
      judge(HOUR, refused(90 * MINUTE)),
      { mark: 'unknown', exposure: 90 * MINUTE, point: point(90 * MINUTE), distrust: 'refused' },
    ],
    [
      'at risk on facts that prove it, whatever else is doubted',
      judge(HOUR, source(HOUR), refused(0)),
      { mark: 'at-risk', exposure: HOUR, ratio: 1, point: point(HOUR), partly: 'refused' },
    ],
    [
      'on a copy alone, doubted',
      judge(HOUR, refused(0, { copy: true })),
      {
        ...{ mark: 'unknown', exposure: 0, point: point(0), distrust: 'refused' },
      },
    ],
    [
      'without a target',
      judge(null, source(HOUR), refused(null)),
      {
        ...{ mark: 'not-measured', exposure: HOUR, point: point(HOUR), partly: 'refused' },
      },
    ],
    ['without a point', judge(HOUR, source(null)), { mark: 'pending' }],
    ['without a point, in real time', judge(0, source(null)), { mark: 'pending' }],
    ['without a source', judge(HOUR), { mark: 'unknown', distrust: 'unobserved' }],
    ['without a source, in real time', judge(0), { mark: 'unknown', sync: 'unknown', distrust: 'unobserved' }],
    ['without a source or a target', judge(null), { mark: 'unknown', distrust: 'unobserved' }],
    [
      'in real time',
      judge(0, source(null, { kind: 'versions' })),
      {
        ...{ mark: 'within', exposure: 0, sync: 'in-sync', point: point(0) },
      },
    ],
  ])('%s', (_, verdict, expected) => {
    expect(verdict).toEqual({ ...nothing, ...expected })
  })
})

describe('a target', () => {
  it.each([
    [HOUR, HOUR, true],
    [HOUR + 1, HOUR, false],
    [1_000, 0, true],
    [1_001, 0, false],
    [1_000, 1, false],
  ])('%d ms against %d: kept is %s', (length, target, kept) => {
    expect(keepsTarget(length, target)).toBe(kept)
    expect(markOfExposure(length, target)).toBe(kept ? (target === 0 ? 'within' : 'at-risk') : 'breached')
  })
})

describe('the worst mark', () => {
  it('is pending where there is none, and every mark has a rank', () => {
    expect(worstMark([])).toBe('pending')
    expect(MARK_ORDER.map(markRank)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('follows the order of the page, whatever the order of the list', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Mark>(...MARK_ORDER), { minLength: 1 }), (marks) => {
        const worst = worstMark(marks)
        expect(marks.every((mark) => MARK_ORDER.indexOf(worst) <= MARK_ORDER.indexOf(mark))).toBe(true)
        expect(worstMark([...marks].reverse())).toBe(worst)
      }),
    )
  })
})
