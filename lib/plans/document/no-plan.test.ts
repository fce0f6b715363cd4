import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import { broken, FILE, faultsOf, sound } from '@/lib/plans/testing/sound-plan'

describe('a document that is no plan', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a list', '- a\n- b'],
    ['null', '~'],
    ['a tab', 'system:\n\tkey: phoenix'],
    ['an open quote', 'system: "phoenix'],
    ['an open list', 'system: ['],
    ['two documents', `${sound}\n---\n${sound}`],
    ['an unknown tag', 'system: !!js/function "x"'],
    ['an alias to nothing', 'system: *nothing'],
    ['a key that is no text', '? [a, b]\n: c'],
    ['binary', '\u0000\u0001\ufffe'],
    ['a sign that no database keeps', sound.replace('Phoenix Platform', 'Phoenix\0')],
    ['such a sign in a comment', `# \u0001\n${sound}`],
    ['such a sign as an escape', sound.replace('name: Phoenix Platform', 'name: "Phoenix\\0"')],
    ['half of a sign', sound.replace('name: Phoenix Platform', 'name: "Phoenix \\ud83d"')],
  ])('%s', (_what, text) => {
    expect(faultsOf(text).length).toBeGreaterThan(0)
  })

  test('aliases that multiply are refused at once', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 12; level += 1)
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      )
    const [fault] = faultsOf(bomb.join('\n'))
    expect(fault).toMatchObject({ line: 2 })
    expect(fault?.found).toContain('aliases')
  })

  test('a circle of aliases is refused', () => {
    expect(faultsOf('system: &s { key: *s }').length).toBeGreaterThan(0)
  })

  test('a big file is refused without being read', () => {
    const started = performance.now()
    expect(faultsOf(sound.repeat(40))[0]?.found).toContain('characters')
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test.each(['[', '{a: ', '- ', '? '])('%j nested without end is refused, not thrown', (open) => {
    expect(faultsOf(open.repeat(20_000)).length).toBeGreaterThan(0)
  })
})

test('whatever is cut out of or written into a plan, the answer is a plan or plain faults', () => {
  fc.assert(
    fc.property(
      fc.nat(sound.length),
      fc.nat(40),
      fc.oneof(fc.constantFrom('\n', '  ', ': ', '*x', '&x ', '{', ']', '"', '- ', '|', '%', '!!int '), fc.string()),
      (at, length, inserted) => {
        const text = sound.slice(0, at) + inserted + sound.slice(at + length)
        const parsed = parsePlan(text, FILE)
        if (!parsed.ok) expect(faultsOf(text).length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

test('the content hash goes by content alone', () => {
  const hashOf = (text: string) => {
    const parsed = parsePlan(text, FILE)
    return parsed.ok ? parsed.contentHash : null
  }
  expect(hashOf(`# another comment\n${sound.replaceAll('\n', '\r\n')}`)).toBe(hashOf(sound))
  expect(hashOf(broken('rpo: { target: 15 min, max: 30 min }', 'rpo: { max: 30 min, target: 15 min }'))).toBe(
    hashOf(sound),
  )
  expect(hashOf(broken('rpo: { target: 15 min, max: 30 min }', 'rpo: { target: 15 min, max: 31 min }'))).not.toBe(
    hashOf(sound),
  )
})
