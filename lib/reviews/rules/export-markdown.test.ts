import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import Markdown from 'react-markdown'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown, factText } from '@/lib/reviews/rules/export-markdown'

const rendered = (markdown: string) => renderToStaticMarkup(createElement(Markdown, null, markdown))
const asText = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')

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
  ])('stays text: %s', (text) => {
    const html = rendered(escapeMarkdown(text))
    expect(html).toMatch(/^<p>/)
    expect(html.replace(/^<p>|<\/p>$/g, '')).not.toMatch(/<[a-z]/i)
    expect(asText(html)).toBe(text)
  })

  it('never breaks out of its table cell', () => {
    expect(escapeMarkdown('one\ntwo\r\nthree\u2028four')).toBe('one two three four')
    fc.assert(fc.property(fc.string(), (text) => !/(^|[^\\])\||[\r\n]/.test(escapeMarkdown(text).replace(/\\\\/g, ''))))
  })

  it('makes no element of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>[]()!*_`#|~-+.&\\/:ahtps 1\n') }), (text) => {
        const html = rendered(`x ${escapeMarkdown(text)}`)
        expect(html.replace(/^<p>|<\/p>$/g, '')).not.toMatch(/<[a-z]/i)
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
