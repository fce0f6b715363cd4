import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Prose } from '@/components/reviews/prose'
import { drawMarkdown } from '@/lib/reviews/drawing/draw-markdown'
import { DRAWING_LIMITS, whyNotDrawable } from '@/lib/reviews/rules/drawable'

/** The page's own HTML of a text. */
async function shown(markdown: string): Promise<string> {
  return renderToStaticMarkup(createElement(Prose, { markdown, drawing: await drawMarkdown(markdown) }))
}

const inside = async (markdown: string) =>
  (await shown(markdown)).replace(/^<!--\$-->|<!--\/\$-->$/g, '').replace(/^<div class="[^"]*">|<\/div>$/g, '')

describe('a text is drawn', () => {
  test.each([
    ['One *two* **three** `four`', '<p>One <em>two</em> <strong>three</strong> <code>four</code></p>'],
    ['# Cause\n\n### Of it', '<h3>Cause</h3><h3>Of it</h3>'],
    ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['- one\n\n- two', '<ul><li><p>one</p></li><li><p>two</p></li></ul>'],
    ['3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    ['```sql\nSELECT 1;\n```', '<pre><code>SELECT 1;</code></pre>'],
    ['one\\\ntwo\n\n---', '<p>one<br/>two</p><hr/>'],
    [
      '[the plan](https://plans.example/p)',
      '<p><a href="https://plans.example/p" rel="noreferrer nofollow" target="_blank">the plan</a></p>',
    ],
    [
      '[the plan][p]\n\n[p]: https://plans.example/p',
      '<p><a href="https://plans.example/p" rel="noreferrer nofollow" target="_blank">the plan</a></p>',
    ],
    ['![chart](https://elsewhere.example/x.png)', '<p><span class="text-t-3">[image: chart]</span></p>'],
  ])('%j', async (markdown, html) => {
    expect(await inside(markdown)).toBe(html)
  })
})

describe('nothing of a writer’s runs in a reader’s browser', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](//evil.example)',
    '<javascript:alert(1)>',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '![x](javascript:alert(1))',
    '<a href="javascript:alert(1)">x</a>',
  ])('%s', async (markdown) => {
    const html = await shown(markdown)
    expect(html).not.toMatch(/<(script|img|iframe|svg|object)/i)
    expect(html).not.toMatch(/ on[a-z]+=(?!.*&gt;)/i)
    expect(html).not.toMatch(/href="(?!https?:\/\/|mailto:)/i)
  })
})

const SIZE = 99_000
const fill = (unit: string) => unit.repeat(Math.floor(SIZE / unit.length))

/** What froze the process, or made a page that could never be read again, and more of their kinds. */
const HOSTILE: [string, string][] = [
  ['emphasis that never closes', fill('**a')],
  ['emphasis of both kinds', fill('*a_')],
  ['emphasis in many paragraphs', fill('**a\n\n')],
  ['quotes in quotes', fill('> ')],
  ['quotes in quotes without spaces', fill('>')],
  ['lists in lists on one line', fill('- ')],
  ['numbered lists on one line', fill('1. ')],
  ['brackets', fill('[')],
  ['brackets that close', `${'['.repeat(SIZE / 2)}${']'.repeat(SIZE / 2)}`],
  ['links that never end', fill('[a](')],
  ['images that never end', fill('![a](')],
  ['backticks of every length', Array.from({ length: 440 }, (_, i) => '`'.repeat(i)).join(' ')],
  ['angles', fill('<')],
  ['tags that never end', fill('<a ')],
  ['comments that never end', fill('<!--')],
  ['declarations that never end', fill('<!A ')],
  ['entities', fill('&amp;')],
  ['entities that never end', fill('&a')],
  ['backslashes', fill('\\')],
  ['one word', fill('a')],
  ['empty lines', fill('\n')],
  ['spaces', fill(' ')],
  ['tabs before a word', `${fill('\t')}a`],
  ['a list that goes deeper line by line', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
  ['definitions', fill('[a]: b\n')],
  ['definitions that never end', fill('[a]: <')],
  ['headings', fill('# a\n')],
  ['underlines', fill('a\n=\n')],
  ['rules', fill('---\n')],
  ['fences', fill('```\n')],
  ['stars and lines', fill('* a\n')],
  ['words with stars', fill('a*b ')],
]

/** Less than a person's text is given: what is hostile takes as long as it may. Milliseconds. */
const PATIENCE = 150

describe('no text takes the process with it', () => {
  test.each(HOSTILE)('%s', async (_, markdown) => {
    const began = performance.now()
    let longestPause = 0
    let last = began
    const watch = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last)
      last = performance.now()
    }, 5)
    const drawing = await drawMarkdown(markdown, PATIENCE)
    const html = renderToStaticMarkup(createElement(Prose, { markdown, drawing }))
    clearInterval(watch)
    expect(html.length).toBeGreaterThan(0)
    if (drawing.kids === null) expect(html).toContain(`Shown as it was written: ${drawing.why}.`)
    expect(performance.now() - began).toBeLessThan(4_000)
    expect(longestPause).toBeLessThan(1_000)
  })

  test('the text after one that was given up is drawn as ever', async () => {
    const drawings = await Promise.all([fill('> '), fill('- a\n'), 'One *two*'].map((text) => drawMarkdown(text)))
    expect(drawings.at(-1)).toEqual({ kids: [{ tag: 'p', kids: ['One ', { tag: 'em', kids: ['two'] }] }], why: null })
  })
})

describe('what is not even tried', () => {
  const { marks, nested } = DRAWING_LIMITS
  test.each<[string, string, string | null]>([
    ['a paragraph of as many marks as may be', `a${'*'.repeat(marks)}`, null],
    ['one more', `a${'*'.repeat(marks + 1)}`, 'a paragraph has more than 2,000 marks'],
    ['the same marks in two paragraphs', `${'*a'.repeat(marks)}\n\n${'*a'.repeat(marks)}`, null],
    ['as many levels on a line as may be', `${'> '.repeat(nested)}a`, null],
    ['one more level', `${'> '.repeat(nested + 1)}a`, 'a line opens more than 100 levels'],
    ['a rule of many dashes', '-'.repeat(500), null],
  ])('%s', (_, markdown, why) => {
    expect(whyNotDrawable(markdown)).toBe(why)
  })

  test('a hostile text is looked at in a moment', () => {
    const began = performance.now()
    for (const [, markdown] of HOSTILE) whyNotDrawable(markdown)
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
