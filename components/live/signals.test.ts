import { describe, expect, it } from 'vitest'
import { concerns, concernsAny, reconnectDelay } from '@/components/live/signals'

describe('concerns', () => {
  it.each([
    ['board', { topic: 'board', id: 'any' }, true],
    ['incident', { topic: 'incident', id: 'INC-0001' }, true],
    ['incident:INC-0001', { topic: 'incident', id: 'INC-0001' }, true],
    ['incident:INC-0001', { topic: 'incident', id: 'INC-0011' }, false],
    ['asset:phaserai:phaserai-prod', { topic: 'asset', id: 'phaserai:phaserai-prod' }, true],
    ['restore:RST-0001', { topic: 'incident', id: 'RST-0001' }, false],
  ] as const)('%s', (topic, event, expected) => {
    expect(concerns(event, topic)).toBe(expected)
  })

  it('takes a gap as concerning everyone', () => {
    expect(concernsAny(null, [])).toBe(true)
    expect(concernsAny({ topic: 'plans', id: 'phoenix' }, ['board'])).toBe(false)
  })
})

describe('reconnectDelay', () => {
  it('grows to half a minute and spreads by chance', () => {
    expect(reconnectDelay(0, 0)).toBe(500)
    expect(reconnectDelay(0, 0.5)).toBe(750)
    expect(reconnectDelay(3, 0)).toBe(4_000)
    expect(reconnectDelay(50, 0.999)).toBeLessThanOrEqual(30_000)
    expect(reconnectDelay(50, 0)).toBe(15_000)
  })
})
