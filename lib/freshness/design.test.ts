import { describe, expect, it } from 'vitest'
import { designCheck } from '@/lib/freshness/design'
import type { DesignMechanism } from '@/lib/freshness/types'
import { HOUR, MINUTE } from '@/lib/time/durations'

const dump = (interval: number | null, duration = 0, grace = 0): DesignMechanism => ({
  name: 'pg_dump',
  kind: 'schedule',
  interval,
  duration,
  grace,
})
const other = (kind: DesignMechanism['kind'], grace = 0): DesignMechanism => ({
  name: kind,
  kind,
  interval: null,
  duration: 0,
  grace,
})
const sent: DesignMechanism = { ...other('pitr'), duration: MINUTE }

describe('the design check', () => {
  it.each([
    ['dumps every 6 h against 1 h cannot meet', HOUR, [dump(6 * HOUR)], false],
    ['unless point-in-time recovery covers the asset', HOUR, [dump(6 * HOUR), other('pitr')], true],
    [
      'interval, duration and grace together reach the RPO exactly',
      6 * HOUR,
      [dump(5 * HOUR, 50 * MINUTE, 10 * MINUTE)],
      true,
    ],
    ['and one millisecond more fails', 6 * HOUR, [dump(5 * HOUR, 50 * MINUTE, 10 * MINUTE + 1)], false],
    ['a 5-minute step with grace misses 5 minutes', 5 * MINUTE, [other('pitr', MINUTE)], false],
    ['a 5-minute step that takes a minute to send meets 6 minutes', 6 * MINUTE, [sent], true],
    ['and misses them by a millisecond', 6 * MINUTE - 1, [sent], false],
    ['a replica meets 5 minutes', 5 * MINUTE, [other('pitr', MINUTE), other('replica')], true],
    ['real time is met by versions', 0, [other('versions')], true],
    ['no schedule stated: cannot be told', HOUR, [dump(null)], null],
    ['logs sent in unstated steps: cannot be told', 5 * MINUTE, [dump(15 * MINUTE), other('stream')], null],
    ['nothing stated: cannot be told', HOUR, [], null],
  ] as const)('%s', (_, rpo, mechanisms, meets) => {
    expect(designCheck(rpo, mechanisms).meets).toBe(meets)
  })

  it('counts no replica against corruption', () => {
    expect(designCheck(5 * MINUTE, [other('pitr', 1), other('replica')], 'corruption').meets).toBe(false)
  })

  it('names the best mechanism first', () => {
    expect(designCheck(HOUR, [dump(6 * HOUR), dump(2 * HOUR)]).lines.map((line) => line.worst)).toEqual([
      2 * HOUR,
      6 * HOUR,
    ])
  })
})
