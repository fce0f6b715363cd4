import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawMarkdown } from '@/lib/reviews/drawing/draw-markdown'
import { escapeMarkdown, factText } from '@/lib/reviews/rules/export-markdown'

/** The words of a text that is nothing but one paragraph of words; of any other, what it was drawn as. */
async function wordsOf(markdown: string) {
  const { kids } = await drawMarkdown(markdown)
  const [only] = kids ?? []
  if (kids?.length !== 1 || typeof only !== 'object' || only.tag !== 'p') return kids
  return only.kids.every((kid) => typeof kid === 'string') ? only.kids.join('') : only.kids
}

describe('what somebody typed into a timeline', () => {
  it.each([
    '<script>alert(1)</script>',
    '[click](javascript:alert(1))',
    '![x](https://elsewhere.example/x.png)',
    '# not a heading',
    '1. not a list',
    '- nor this',
    '**not bold** _nor this_ `nor code`',
    'a | b | c',
    '&amp; stays &lt;as typed&gt;',
    'C:\\path\\*',
    '> no quote',
    '~~kept~~',
  ])('stays text: %s', async (text) => {
    expect(await wordsOf(escapeMarkdown(text))).toBe(text)
  })

  it('never breaks out of its table cell', () => {
    expect(escapeMarkdown('one\ntwo\r\nthree\u2028four')).toBe('one two three four')
    fc.assert(fc.property(fc.string(), (text) => !/(^|[^\\])\||[\r\n]/.test(escapeMarkdown(text).replace(/\\\\/g, ''))))
  })

  it('makes no element of any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'<>[]()!*_`#|~-+.&\\/:ahtps 1\n') }), async (text) => {
        expect(await wordsOf(`x ${escapeMarkdown(text)}`)).toEqual(expect.any(String))
      }),
    )
  })
})

it('writes a blank as a word, never as zero', () => {
  expect(factText({ state: 'pending', why: 'Resumed is not recorded.' })).toBe('pending: Resumed is not recorded.')
  expect(factText({ state: 'recorded', ms: 4_332_000, from: 0, to: 1, clock: 'a to b' })).toBe(
    '1\u00a0h\u00a012\u00a0m\u00a012\u00a0s (a to b)',
  )
})
