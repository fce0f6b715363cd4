import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Link } from '@/lib/chains/model/verdict'
import { broken, endWalk, firstOf, START, walkOn } from '@/lib/chains/rules/walk'

const hash = (of: string) => `#${of}`

/** A whole chain: each content is its place's number. */
function chain(length: number): Link[] {
  return Array.from({ length }, (_, i) => {
    const own = hash(String(i + 1))
    return { seq: i + 1, prevHash: i === 0 ? '' : hash(String(i)), hash: own, computed: own }
  })
}

const end = (links: readonly Link[], more = {}) => {
  const last = links.at(-1)
  return { chain: 'INC-0007', length: last?.seq ?? 0, hash: last?.hash ?? '', last: last?.seq ?? 0, ...more }
}

/** Walks in slices of a size, as a look does. */
const walk = (links: readonly Link[], slice: number) => {
  let now = START
  for (let at = 0; at < links.length; at += slice) now = walkOn(now, links.slice(at, at + slice))
  return now
}

describe('the walk of a chain', () => {
  test('finds nothing in a whole one, however it is cut into slices', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 50 }), (length, slice) => {
        const links = chain(length)
        expect(endWalk(walk(links, slice), end(links))).toEqual([])
      }),
    )
  })

  test('names every changed entry, and no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 30 })),
        fc.integer({ min: 1, max: 35 }),
        (changed, slice) => {
          const links = chain(30).map((link) => (changed.includes(link.seq) ? { ...link, computed: '#other' } : link))
          const breaks = endWalk(walk(links, slice), end(links))
          expect(breaks.map(({ seq }) => seq)).toEqual(changed.toSorted((a, b) => a - b))
        },
      ),
    )
  })

  test('names every gap once, by its first entry, whether in the middle or at the end', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 20 })), fc.integer({ min: 1, max: 25 }), (gone, slice) => {
        const links = chain(20).filter(({ seq }) => !gone.includes(seq))
        const first = gone.filter((seq) => !gone.includes(seq - 1)).toSorted((a, b) => a - b)
        const breaks = endWalk(walk(links, slice), end(chain(20), { last: links.at(-1)?.seq ?? 0 }))
        expect(breaks.map(({ seq }) => seq)).toEqual(first)
        expect(breaks.every(({ why }) => /missing/.test(why))).toBe(true)
      }),
    )
  })

  test.each([
    [
      'an entry that names another before it',
      (links: Link[]) => alter(links, 3, { prevHash: '#x' }),
      '3 it does not name the entry before it',
    ],
    [
      'an entry with another hash',
      (links: Link[]) => alter(links, 3, { hash: '#x', computed: '#x' }),
      '4 it does not name the entry before it',
    ],
    ['content that is gone', (links: Link[]) => alter(links, 3, { computed: null }), '3 its content is gone'],
    ['an entry twice', (links: Link[]) => [...links.slice(0, 3), ...links.slice(2)], '3 it stands there twice'],
  ])('says what is wrong with %s', (_what, change, said) => {
    const links = change(chain(6))
    expect(endWalk(walk(links, 100), end(chain(6))).map(({ seq, why }) => `${seq} ${why}`)).toEqual([said])
  })

  test('keeps the first of very many, and all that is known from elsewhere', () => {
    const links = chain(5_000).map((link) => ({ ...link, computed: '#other' }))
    const all = endWalk(walk(links, 500), end(links))
    expect(all).toHaveLength(5_000)
    const kept = firstOf([...all, broken(9, 'seen before', 'x', 'mark')])
    expect(kept).toHaveLength(202)
    expect(kept.slice(-2).map(({ seq, why }) => `${seq} ${why}`)).toEqual([
      '201 and 4800 more breaks: npm run verify-chain names them all',
      '9 seen before',
    ])
    expect(firstOf(all.slice(0, 200))).toHaveLength(200)
  })

  test('says where the head is wrong', () => {
    const told = (more: object) =>
      endWalk(walk(chain(4), 9), end(chain(4), more)).map(({ seq, why }) => `${seq} ${why}`)
    expect(told({ hash: '#x' })).toEqual(['4 the head does not end in it'])
    expect(told({ last: 6 })).toEqual(['5 the head says that there are 4'])
    expect(told({ length: 6 })).toEqual(['5 entries 5 to 6 are missing'])
    expect(told({ length: 5 })).toEqual(['5 it is missing'])
  })
})

function alter(links: Link[], seq: number, change: Partial<Link>): Link[] {
  return links.map((link) => (link.seq === seq ? { ...link, ...change } : link))
}
