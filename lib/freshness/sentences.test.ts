import { describe, expect, it } from 'vitest'
import { type AssetEvidence, evaluateFreshness } from '@/lib/freshness/evaluate'
import type { DesignMechanism, RpoObjective, Slot, SlotState, Source } from '@/lib/freshness/types'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

const T = Date.UTC(2026, 10, 21)
const NOW = T + 14 * HOUR
const LIMIT = 10 * MINUTE
const source = (age: number | null, more: Partial<Source> = {}): Source => ({
  ...{ mechanism: 'aws-backup', location: 'us-east-1/1/vault', region: 'us-east-1', kind: 'points' },
  ...{ newest: age === null ? null : { consistentAt: NOW - age, completedAt: NOW - age } },
  ...{ observedAt: NOW - MINUTE, limit: LIMIT, ...more },
})
const replica = (lag: number) => source(null, { kind: 'replica', mechanism: 'replica', lag })
const dump: DesignMechanism = {
  ...{ name: 'pg_dump', kind: 'schedule', interval: 6 * HOUR, duration: 12 * MINUTE, grace: 10 * MINUTE },
}
const pitr: DesignMechanism = { name: 'Point-in-time recovery', kind: 'pitr', interval: null, duration: 0, grace: 0 }
const follower: DesignMechanism = { ...pitr, name: 'Replica', kind: 'replica' }
/** A daily dump with the slots of the last days, the newest of today at 02:00; `on-time` ones have completed. */
const dumps = (...states: SlotState[]) => ({
  ...{ name: 'pg_dump', rule: { startWindow: 0, grace: 0, p95: 0 }, next: T + 26 * HOUR },
  slots: states.map((state, index): Slot => {
    const at = T + 2 * HOUR - (states.length - 1 - index) * DAY
    const done = state === 'on-time'
    return { at, state, startedAt: done ? at : null, completedAt: done ? at + 1 : null }
  }),
})

function said(rpo: RpoObjective | number, more: Partial<AssetEvidence>, now = NOW): string {
  const evidence: AssetEvidence = {
    ...{ name: 'asset', homeRegion: 'us-east-1', sources: [source(MINUTE)], stated: [], found: [], schedules: [] },
    ...more,
  }
  const objective = typeof rpo === 'number' ? { target: rpo } : rpo
  return evaluateFreshness(objective, evidence, now).sentence.replaceAll('\u00a0', ' ')
}

describe('the sentence of a breach', () => {
  const old = { sources: [source(3 * HOUR)] }

  it.each<[RpoObjective, string]>([
    [{ target: HOUR }, 'Breached for 2 h, still growing.'],
    [{ target: HOUR, maximum: null }, 'Breached for 2 h, still growing.'],
    [{ target: HOUR, maximum: 4 * HOUR }, 'Breached for 2 h, still growing; within the maximum of 4 h.'],
    [{ target: HOUR, maximum: 3 * HOUR }, 'Breached for 2 h, still growing; within the maximum of 3 h.'],
    [{ target: HOUR, maximum: 3 * HOUR - 1 }, 'Breached for 2 h, still growing.'],
  ])('of %j is: %s', (rpo, sentence) => {
    expect(said(rpo, old)).toBe(sentence)
  })

  it('in real time says what is not in sync, not for how long', () => {
    expect(said(0, { sources: [replica(9_000)] })).toBe('Not in sync.')
    expect(said(0, { sources: [replica(0)] })).toBe('')
  })

  it('to come names its time, unless the point moves on by itself', () => {
    expect(said(HOUR, { sources: [source(50 * MINUTE)] })).toBe('Breach at 14:10:00 unless a new point completes.')
    expect(said(HOUR, { sources: [replica(50 * MINUTE)] })).toBe('')
  })

  it('by a replica says how far it lags and that nothing else could help, the breach first', () => {
    const lagging = 'Replica lags 9 m, beyond the RPO of 5 m; nothing else is designed to meet it.'
    const more = { stated: [{ ...dump, interval: null }], found: [follower], schedules: [dumps('missed')] }
    expect(said(5 * MINUTE, { ...more, sources: [replica(9 * MINUTE)] })).toBe(
      `${lagging} pg_dump of 02:00 never arrived.`,
    )
    expect(said(5 * MINUTE, { ...more, sources: [source(4 * MINUTE), replica(9 * MINUTE)] })).toBe(
      `pg_dump of 02:00 never arrived; the objective is covered by another mechanism. ${lagging}`,
    )
  })
})

describe('the sentence of a design', () => {
  it('that cannot meet the objective names the best of what is stated, and its worst case', () => {
    const weekly = { ...dump, name: 'weekly', interval: 7 * DAY }
    expect(said(HOUR, { stated: [weekly, dump], found: [weekly, dump] })).toBe(
      'Cannot meet by design: pg_dump every 6 h, worst case 6 h 22 m against an RPO of 1 h.',
    )
  })

  it('counts a started minute as a whole one, and says nothing of an interval where there is none', () => {
    const sent = { ...pitr, duration: 1 }
    expect(said(5 * MINUTE, { stated: [sent], found: [sent] })).toBe(
      'Cannot meet by design: Point-in-time recovery, worst case 6 m against an RPO of 5 m.',
    )
  })

  it('that something unstated saves says by what, and what of the plan fails: never a replica, which repeats', () => {
    const failure = 'its stated backups cannot meet 1 h (pg_dump every 6 h, worst case 6 h 22 m).'
    const covered = { stated: [follower, dump], found: [follower, dump, pitr] }
    expect(said(HOUR, covered)).toBe(`Within by point-in-time recovery alone, which its plan never states; ${failure}`)
    expect(said(HOUR, { ...covered, sources: [source(3 * HOUR)] })).toBe(
      'Breached for 2 h, still growing. ' +
        `Covered by point-in-time recovery alone, which its plan never states; ${failure}`,
    )
  })
})

describe('the sentence of a schedule', () => {
  const unknown = 'pg_dump of 02:00 is unknown: nobody can say whether it came.'

  it.each<[SlotState[], string]>([
    [['on-time'], ''],
    [['on-time', 'waiting'], ''],
    [['on-time', 'running'], 'pg_dump of 02:00 is running.'],
    [['on-time', 'late'], 'pg_dump of 02:00 is late.'],
    [['late', 'on-time'], ''],
    [['late', 'running'], 'pg_dump of 20 Nov 02:00 is late.'],
    [['on-time', 'unknown'], unknown],
    [['on-time', 'missed'], 'pg_dump of 02:00 never arrived; the objective is covered by another mechanism.'],
    [['missed', 'on-time'], 'pg_dump of 20 Nov 02:00 never arrived; the runs after it came.'],
    [
      ['missed', 'running'],
      'pg_dump of 20 Nov 02:00 never arrived; the objective is covered by another mechanism. ' +
        'pg_dump of 02:00 is running.',
    ],
  ])('of %j', (states, sentence) => {
    expect(said(HOUR, { schedules: [dumps(...states)] })).toBe(sentence)
  })

  it('speaks of no other mechanism where the objective is not met', () => {
    expect(said(HOUR, { sources: [source(3 * HOUR)], schedules: [dumps('missed')] })).toBe(
      'Breached for 2 h, still growing. pg_dump of 02:00 never arrived.',
    )
  })

  it('says the worst first, whatever comes first', () => {
    const schedules = [dumps('running'), dumps('late'), dumps('missed')]
    expect(said(HOUR, { sources: [source(50 * MINUTE)], schedules })).toBe(
      'pg_dump of 02:00 never arrived. pg_dump of 02:00 is late. ' +
        'Breach at 14:10:00 unless a new point completes. pg_dump of 02:00 is running.',
    )
  })

  it('does not repeat that something is unknown', () => {
    const sources = [source(MINUTE, { trouble: 'refused' })]
    expect(said(HOUR, { sources, schedules: [dumps('unknown')] })).not.toContain('whether it came')
    expect(said(HOUR, { sources, schedules: [dumps('late')] })).toContain('pg_dump of 02:00 is late.')
  })
})

describe('the sentence of what is not known', () => {
  const hopes = 'The backup may be fine; nobody can say.'

  it.each<[string, Source[], string]>([
    ['nothing observes it', [], 'Unknown: nothing observes it.'],
    [
      'the last fact is too old',
      [source(MINUTE, { observedAt: T }), source(MINUTE, { observedAt: T + HOUR })],
      `Unknown: no fresh fact. Last fact 01:00:00 UTC. ${hopes}`,
    ],
    [
      'the account refuses',
      [source(MINUTE, { trouble: 'refused' }), source(MINUTE, { observedAt: null })],
      `Unknown: the account refuses to answer. Last fact 13:59:00 UTC. ${hopes}`,
    ],
    ['nobody ever looked', [source(null, { observedAt: null })], `Unknown: never read yet. ${hopes}`],
    [
      'nothing observes the only store',
      [source(MINUTE, { trouble: 'unobserved' })],
      `Unknown: nothing observes it. Last fact 13:59:00 UTC. ${hopes}`,
    ],
    [
      'nothing observes one of two stores',
      [source(null, { trouble: 'unobserved', observedAt: null }), source(3 * HOUR)],
      'Unknown: nothing observes part of what protects it; the newest point that is observed is 3 h old.',
    ],
    [
      'nothing observes one of two, and the other is empty',
      [source(null, { trouble: 'unobserved', observedAt: null }), source(null)],
      `Unknown: nothing observes it. Last fact 13:59:00 UTC. ${hopes}`,
    ],
    [
      'one of two is refused, though a point is known',
      [source(null, { trouble: 'refused', observedAt: null }), source(3 * HOUR)],
      `Unknown: the account refuses to answer. Last fact 13:59:00 UTC. ${hopes}`,
    ],
  ])('where %s', (_, sources, sentence) => {
    expect(said(HOUR, { sources })).toBe(sentence)
  })

  it('is said of a part where the rest is enough', () => {
    expect(said(HOUR, { sources: [source(MINUTE), source(MINUTE, { trouble: 'garbled' })] })).toBe(
      'Part of the facts is unknown: the answers cannot be read.',
    )
  })

  it('is no unknown where a store was read and is empty', () => {
    expect(said(HOUR, { sources: [source(null)] })).toBe('No recovery point yet.')
  })
})
