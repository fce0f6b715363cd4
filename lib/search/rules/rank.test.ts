import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, RESULT_KINDS } from '@/lib/search/model/search'
import { fold, groupByKind, likeAnywhere, numberNames, rank, scoreOf, wordsOf } from '@/lib/search/rules/rank'

const thing = (title: string, more: Partial<Candidate> = {}): Candidate => ({
  kind: 'asset',
  title,
  detail: '',
  href: `/${encodeURIComponent(title)}`,
  names: [],
  words: [],
  ...more,
})
const titles = (q: string, of: Candidate[], most = 20) => rank(wordsOf(q), of, most).results.map(({ title }) => title)

describe('the words of a query', () => {
  test.each([
    ['', []],
    ['  \t ', []],
    ['Phaserai  PROD', ['phaserai', 'prod']],
    ['prod prod', ['prod']],
    ['Überlauf café', ['uberlauf', 'cafe']],
    ['inc12 RST0003', ['inc-12', 'rst-0003']],
    ['INC–0001', ['inc-0001']],
    ['a\u0000b', ['a', 'b']],
    ['1 2 3 4 5 6 7 8 9', ['1', '2', '3', '4', '5', '6', '7', '8']],
    ['x'.repeat(300), ['x'.repeat(100)]],
  ])('of %j are %j', (q, words) => {
    expect(wordsOf(q)).toEqual(words)
  })
})

describe('a pattern for SQL', () => {
  test.each([
    ['50%_\\', '%50\\%\\_\\\\%'],
    ['inc-0042', '%inc-42%'],
    ['inc-00', '%inc-0%'],
    ['0042', '%0042%'],
  ])('of %j is %j', (word, pattern) => {
    expect(likeAnywhere(word)).toBe(pattern)
  })
})

describe('what matches better comes first', () => {
  const order = [
    ['the whole name before its beginning', 'prod', ['prod', 'prod-db']],
    ['the beginning of the name before that of a word', 'prod', ['prod-db', 'the prod']],
    ['a whole word before the beginning of one', 'prod', ['a prod db', 'a production']],
    ['the beginning of a word before its middle', 'base', ['a base', 'database']],
    ['all words in their order before the same apart', 'minor corruption', ['minor corruption', 'corruption, minor']],
  ] as const
  test.each(order)('%s', (_, q, expected) => {
    expect(
      titles(
        q,
        [...expected].reverse().map((title) => thing(title)),
      ),
    ).toEqual(expected)
  })

  test('a name counts more than the words around it', () => {
    expect(titles('redis', [thing('cache', { words: ['redis'] }), thing('my redis')])).toEqual(['my redis', 'cache'])
  })

  test('a bare number finds the thing of that number before others with the digits in it', () => {
    const incidents = [120, 12, 1, 112].map((number) =>
      thing(`INC-${number}`, { names: numberNames('INC', number), ahead: number }),
    )
    expect(titles('12', incidents)[0]).toBe('INC-12')
    for (const q of ['INC-0012', 'inc-012', 'inc12', 'INC 12']) expect(titles(q, incidents)[0], q).toBe('INC-12')
    expect(titles('inc-00', incidents)).toEqual(['INC-12', 'INC-1'])
  })

  test('of equals the one that is said to be ahead, then the kind, then the name', () => {
    const equals = [thing('b one'), thing('a one'), thing('c one', { kind: 'incident' }), thing('d one', { ahead: 1 })]
    expect(titles('one', equals)).toEqual(['d one', 'c one', 'a one', 'b one'])
  })
})

describe('what is listed', () => {
  const many = Array.from({ length: 60 }, (_, i) => thing(`vault ${i}`))

  test('is at most what was asked for, and says that there is more', () => {
    expect(rank(['vault'], many, 20)).toMatchObject({ more: true })
    expect(rank(['vault'], many, 20).results).toHaveLength(20)
    expect(rank(['vault'], many.slice(0, 20), 20)).toMatchObject({ more: false })
  })

  test('leaves room for other kinds that match worse', () => {
    const incident = thing('lost keys', { kind: 'incident', words: ['vault'] })
    expect(titles('vault', [...many, incident])).toContain('lost keys')
  })

  test('names a thing once, however many gave it', () => {
    expect(titles('prod', [thing('prod'), thing('prod')])).toEqual(['prod'])
  })

  test('stands in groups, the one with the best line first', () => {
    const results = rank(['prod'], [thing('a prod'), thing('prod', { kind: 'page' }), thing('prod db')], 20).results
    expect(groupByKind(results).map(({ kind, results: of }) => [kind, of.length])).toEqual([
      ['page', 1],
      ['asset', 2],
    ])
  })
})

describe('for any things and any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('INC-0001', 'Émile', 'prod-db', '%_\\'),
  )
  const things = fc.array(
    fc.record({
      kind: fc.constantFrom(...RESULT_KINDS),
      title: texts,
      detail: texts,
      href: texts,
      names: fc.array(texts, { maxLength: 2 }),
      words: fc.array(texts, { maxLength: 2 }),
    }),
    { maxLength: 30 },
  )

  test('nothing is listed that lacks a word, and never more than asked for', () => {
    fc.assert(
      fc.property(things, texts, fc.nat(25), (of, q, most) => {
        const words = wordsOf(q)
        const { results } = rank(words, of, most)
        expect(results.length).toBeLessThanOrEqual(most)
        for (const { kind, href } of results) {
          const same = of.filter((one) => one.kind === kind && one.href === href)
          expect(
            same.some((one) =>
              words.every((word) => [one.title, ...one.names, ...one.words].some((t) => fold(t).includes(word))),
            ),
          ).toBe(true)
        }
      }),
    )
  })

  test('a thing is found by its own title, however it is written', () => {
    fc.assert(
      fc.property(texts, (title) => {
        const words = wordsOf(title)
        fc.pre(words.length > 0 && words.every((word) => fold(title).includes(word)))
        expect(scoreOf(words, thing(title))).toBeGreaterThan(0)
        expect(scoreOf(wordsOf(fold(title)), thing(title))).toBe(scoreOf(words, thing(title)))
      }),
    )
  })

  test('the order of what is given changes nothing, and another word never finds more', () => {
    fc.assert(
      fc.property(things, texts, texts, (of, q, another) => {
        const words = wordsOf(q)
        const distinct = [...new Map(of.map((one) => [`${one.kind}${one.href}`, one])).values()]
        expect(rank(words, [...distinct].reverse(), 20)).toEqual(rank(words, distinct, 20))
        fc.pre(words.length > 0)
        const all = (list: readonly string[]) => rank(list, of, 1_000).results.length
        expect(all([...words, ...wordsOf(another)])).toBeLessThanOrEqual(all(words))
      }),
    )
  })
})
