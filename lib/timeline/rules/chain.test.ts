import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntryContent } from '@/lib/timeline/model/entry'
import { entryHash, verifyChain } from '@/lib/timeline/rules/chain'

const content = (seq: number, text: string): EntryContent => ({
  id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
  incidentId: '00000000-0000-4000-8000-000000000000',
  seq,
  kind: 'note',
  text,
  detail: { b: 1, a: ['x', { d: null, c: text }] },
  occurredAt: 1_700_000_000_000 + seq,
  recordedAt: 1_700_000_000_500 + seq,
  authorId: 'a',
  authorName: 'DBA on call',
  correctsId: null,
})

function chain(texts: string[]) {
  let prevHash = ''
  return texts.map((text, i) => {
    const entry = content(i + 1, text)
    const hash = entryHash(prevHash, entry)
    const linked = { ...entry, prevHash, hash }
    prevHash = hash
    return linked
  })
}

describe('the chain of entries', () => {
  test('holds for any texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (texts) => {
        expect(verifyChain(chain(texts))).toEqual({ whole: true, entries: texts.length })
      }),
      { numRuns: 40 },
    )
  })

  test('does not depend on the order of keys in detail', () => {
    const entry = content(1, 'x')
    expect(entryHash('', { ...entry, detail: { a: 1, b: 2 } })).toBe(
      entryHash('', { ...entry, detail: { b: 2, a: 1 } }),
    )
  })

  test('breaks at the first entry that was changed, removed or moved', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 12 }), fc.nat(), fc.nat(2), (texts, at, how) => {
        const entries = chain(texts)
        const i = at % (entries.length - 1)
        const entry = entries[i]
        if (!entry) return
        if (how === 0) entries[i] = { ...entry, text: `${entry.text}!` }
        if (how === 1) entries.splice(i, 1)
        if (how === 2) entries[i] = { ...entry, occurredAt: entry.occurredAt - 1 }
        const verdict = verifyChain(entries)
        expect(verdict.whole).toBe(false)
        if (!verdict.whole) expect(verdict.seq).toBe(how === 1 ? i + 2 : i + 1)
      }),
    )
  })
})
