import { describe, expect, it } from 'vitest'
import { nextBatch, retryDelay, settle } from '@/components/timeline/settle'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'

function waiting(order: number, more: Partial<WaitingEntry> = {}): WaitingEntry {
  const entry = {
    id: `id-${order}`,
    incident: 42,
    authorId: 'dba',
    authorName: 'DBA',
    kind: 'note',
    text: 'x',
  } as const
  return { ...entry, occurredAt: 1, order, ...more }
}

describe('an answer of the server', () => {
  const batch = [waiting(1), waiting(2), waiting(3), waiting(4)]

  it('takes out only what stands in the record', () => {
    const { recorded, changed, blocked } = settle(batch, {
      status: 207,
      outcomes: [
        { id: 'id-1', outcome: 'recorded', seq: 7 },
        { id: 'id-2', outcome: 'duplicate', seq: 3 },
        { id: 'id-3', outcome: 'refused', message: 'Too long.' },
      ],
    })
    expect(recorded.map(({ order }) => order)).toEqual([1, 2])
    expect(changed).toEqual([{ ...batch[2], problem: { id: 'id-3', outcome: 'refused', message: 'Too long.' } }])
    expect(blocked).toBeNull()
  })

  it.each([401, 403, 500, 503])('%i keeps every entry and says why they wait', (status) => {
    const { recorded, changed, blocked } = settle(batch, { status })
    expect([recorded, changed]).toEqual([[], []])
    expect(blocked).toMatch(status === 401 ? /Sign in again/ : new RegExp(String(status)))
  })

  it('that cannot name one of them is taken by its place, and holds up no other', () => {
    const none = { id: '', outcome: 'refused', message: '"id" cannot be read.' } as const
    const rest = batch.slice(1).map(({ id }, seq) => ({ id, outcome: 'recorded', seq }) as const)
    const { recorded, changed, blocked } = settle(batch, { status: 207, outcomes: [none, ...rest] })
    expect(recorded.map(({ order }) => order)).toEqual([2, 3, 4])
    expect(changed).toEqual([{ ...batch[0], problem: none }])
    expect(blocked).toBeNull()
    expect(settle(batch, { status: 400, outcomes: [none] })).toMatchObject({ recorded: [], changed: [] })
  })

  it('that names none of them does not make the queue run in circles', () => {
    expect(settle(batch, { status: 200, outcomes: [] }).blocked).not.toBeNull()
  })
})

describe('a batch', () => {
  it('holds this person’s entries only, in order, without those that wait for a decision', () => {
    const problem = { id: 'id-2', outcome: 'refused', message: 'no' } as const
    const list = [waiting(1), waiting(2, { problem }), waiting(3, { authorId: 'ben' }), waiting(4)]
    expect(nextBatch(list, 'dba').map(({ order }) => order)).toEqual([1, 4])
  })

  it('holds 50 at most, fewer when they are long, but always one', () => {
    expect(
      nextBatch(
        Array.from({ length: 80 }, (_, index) => waiting(index)),
        'dba',
      ),
    ).toHaveLength(50)
    const long = { text: 'x'.repeat(400_000) }
    expect(nextBatch([waiting(1, long), waiting(2, long)], 'dba')).toHaveLength(1)
    expect(nextBatch([waiting(1, { text: 'x'.repeat(900_000) }), waiting(2)], 'dba')).toHaveLength(1)
  })
})

it('waits longer each time, up to half a minute', () => {
  expect(retryDelay(0, 0)).toBe(500)
  expect(retryDelay(3, 1)).toBe(8_000)
  expect(retryDelay(50, 1)).toBe(30_000)
})
