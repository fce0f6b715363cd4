import { describe, expect, test } from 'vitest'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { mergeSummary } from '@/lib/inventory/rules/summary'

const entry = (more: Partial<MechanismSummary>): MechanismSummary => ({
  mechanism: 's3-object',
  location: 'us-east-1/1/bucket',
  region: 'us-east-1',
  kind: 'points',
  observedAt: 1_000,
  count: 3,
  bytes: 30,
  collectorId: 'mine',
  ...more,
})
const found = (entries: MechanismSummary[], wasRead = true) => ({
  collectorId: 'mine',
  entries,
  wasRead: () => wasRead,
})

describe('a summary', () => {
  test('keeps what another collector wrote', () => {
    const other = entry({ collectorId: 'other', location: 'elsewhere' })
    expect(mergeSummary([other], found([entry({})])).mechanisms).toHaveLength(2)
  })
  test('keeps what could not be read, with its old age', () => {
    const before = [entry({})]
    expect(mergeSummary(before, found([], false))).toEqual({ mechanisms: before, changed: false })
  })
  test('drops what was read and is not there', () => {
    expect(mergeSummary([entry({})], found([]))).toEqual({ mechanisms: [], changed: true })
  })
  test('is not changed by a confirmation alone, but by one after a gap', () => {
    expect(mergeSummary([entry({})], found([entry({ observedAt: 61_000 })])).changed).toBe(false)
    expect(mergeSummary([entry({})], found([entry({ observedAt: 600_000 })])).changed).toBe(true)
  })
  test('is changed by a new count, whatever the order in which Postgres keeps the keys', () => {
    const shuffled = Object.fromEntries(Object.entries(entry({})).reverse()) as MechanismSummary
    expect(mergeSummary([shuffled], found([entry({})])).changed).toBe(false)
    expect(mergeSummary([shuffled], found([entry({ count: 4 })])).changed).toBe(true)
  })
})
