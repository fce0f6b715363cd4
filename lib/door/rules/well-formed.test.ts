import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  asSaid,
  cut,
  illFormedPart,
  isWellFormed,
  refuseIllFormed,
  said,
  type WellFormed,
} from '@/lib/door/rules/well-formed'
import { InvalidInput } from '@/lib/errors'

const HALF = '\uD800'

/** What is refused, and by which sentence; null where it is let in. */
function refusal(sent: unknown, apart?: string[]): { message: string; fields: string[] } | null {
  try {
    refuseIllFormed(sent, apart)
    return null
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return { message: error.message, fields: Object.keys(error.fields ?? {}) }
  }
}

const knotted = { note: 'whole', self: null as unknown }
knotted.self = knotted
const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inside) => [inside], HALF)

describe('the door of texts', () => {
  test.each<[string, string | null]>([
    ['', null],
    ['plain', null],
    ['😀 é \u0301 \uFFFD \uFFFE \u0001 \u2028', null],
    ['h\uD800', 'half of a character (U+D800) at position 2'],
    ['\uDFFF', 'half of a character (U+DFFF) at position 1'],
    ['\uDC00\uD800', 'half of a character (U+DC00) at position 1'],
    ['😀😀\uDBFF', 'half of a character (U+DBFF) at position 3'],
    ['\uD83D\uD83D\uDE00', 'half of a character (U+D83D) at position 1'],
    ['a\0', 'a NUL character (U+0000) at position 2'],
    ['\0\uD800', 'a NUL character (U+0000) at position 1'],
    ['e\u0301\uD800', 'half of a character (U+D800) at position 3'],
  ])('%j', (text, found) => expect(illFormedPart(text)).toBe(found))

  test('lets in what comes back from UTF-8 as it went, without NUL, and nothing else', () => {
    const anything = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 12 })
    fc.assert(
      fc.property(anything, (text) => {
        const kept = Buffer.from(text).toString() === text && !text.includes('\0')
        expect(isWellFormed(text)).toBe(kept)
        expect(refusal({ a: [{ b: text }] }) === null).toBe(kept)
        expect(refusal({ [text]: 1 }) === null).toBe(kept)
      }),
    )
  })

  const SAID = 'found half of a character (U+D800) at position 1; expected text without it.'
  test.each<[string, unknown, string, string[]]>([
    ['a field', { note: HALF }, `"note": ${SAID}`, ['note']],
    ['each field once, the first first', { ok: 'x', b: [HALF, HALF], a: HALF }, `"b.0": ${SAID}`, ['b', 'a']],
    ['deep in lists and objects', { a: [{ b: { c: HALF } }] }, `"a.0.b.c": ${SAID}`, ['a']],
    ['the name of a field', { [HALF]: 1 }, `The name of a field: ${SAID}`, ['']],
    [
      'a name deep inside',
      { detail: { list: [{ [HALF]: 1 }] } },
      `"detail.list.0", the name of a field: ${SAID}`,
      ['detail'],
    ],
    ['all of it', HALF, `What was sent: ${SAID}`, ['']],
    ['a map', { map: new Map([['k', HALF]]) }, `"map.0.1": ${SAID}`, ['map']],
    ['a set', { set: new Set([HALF]) }, `"set.0": ${SAID}`, ['set']],
    ['the key of a map', new Map([[HALF, 1]]), `"0.0": ${SAID}`, ['0']],
    ['beside a knot', { knotted, note: HALF }, `"note": ${SAID}`, ['note']],
    ['beside bytes', { bytes: new Uint8Array(9), note: HALF }, `"note": ${SAID}`, ['note']],
  ])('names where it is: %s', (_, sent, message, fields) => expect(refusal(sent)).toEqual({ message, fields }))

  test.each([[null], [undefined], [7], [Number.NaN], [true], ['whole'], [{}], [[]], [knotted], [new Date()], [10n]])(
    'lets %s in',
    (sent) => expect(refusal(sent)).toBeNull(),
  )

  test('leaves items that are read one by one to their reader, and only those', () => {
    expect(refusal({ entries: [HALF] }, ['entries'])).toBeNull()
    expect(refusal({ other: { entries: [HALF] } }, ['entries'])).not.toBeNull()
    expect(refusal({ entries: [], other: HALF }, ['entries'])?.fields).toEqual(['other'])
  })

  test('ends where something is nested without end', () => {
    expect(refusal(nested(39))?.message).toContain('half of a character')
    expect(refusal(nested(1_000_000))?.message).toBe('What was sent is nested deeper than 40 levels.')
  })

  test('puts words together, and refuses a part that came another way', () => {
    expect(said`SEV ${1}: \n${'x'}`).toBe('SEV 1: \nx')
    expect(said`back\\slash`).toBe('back\\slash')
    expect(() => said`SEV ${HALF}`).toThrow('found half of a character (U+D800) at position 5')
    expect(() => asSaid('a\0')).toThrow(InvalidInput)
    expectTypeOf<string>().not.toExtend<WellFormed>()
    expectTypeOf<WellFormed>().toExtend<string>()
  })

  test('cuts no character in two', () => {
    expect(cut('a😀b', 2)).toBe('a')
    expect(cut('a😀b', 3)).toBe('a😀')
    expect(cut('a', 0)).toBe('')
    const whole = fc.string({ unit: fc.constantFrom('a', '😀', 'é'), maxLength: 9 })
    fc.assert(
      fc.property(whole, fc.nat(20), (words, most) => {
        const head = cut(words, most)
        expect(isWellFormed(head) && words.startsWith(head) && head.length <= most).toBe(true)
        expect(head.length).toBeGreaterThanOrEqual(Math.min(words.length, most) - 1)
      }),
    )
  })
})
