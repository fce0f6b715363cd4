import { expect, test } from 'vitest'
import { entryHash } from '@/lib/timeline/rules/chain'

const entry = {
  id: '00000000-0000-4000-8000-000000000001',
  incidentId: '00000000-0000-4000-8000-000000000000',
  seq: 1,
  kind: 'note',
  text: 'x',
  detail: { b: 1, a: ['x', { d: null, c: 'x' }] },
  occurredAt: 1_700_000_000_000,
  recordedAt: 1_700_000_000_500,
  authorId: 'a',
  authorName: 'DBA on call',
  correctsId: null,
}

test('an entry’s hash does not depend on the order of keys in its detail', () => {
  const other = { ...entry, detail: { a: ['x', { c: 'x', d: null }], b: 1 } }
  expect(entryHash('', other)).toBe(entryHash('', entry))
})

test('an entry’s hash is the one that chains of earlier versions carry', () => {
  expect(entryHash('', entry)).toBe('a54af57836b0b5fa6f5d62863df8619d81380cb4db651606f738cd3f204556ac')
  expect(entryHash('before', { ...entry, seq: 2 })).toBe(
    '5615375e6bee03091c0e1acb493821ed2115f9192fc14c44a2f60c7b3f6a7bb4',
  )
})
