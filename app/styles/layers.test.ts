import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What may stand outside a layer: it sets no property of an element, so it can beat no utility. */
const ALLOWED = /^@(import|charset|theme|font-face|keyframes|page)\b|^@layer (theme|base|components|utilities)$/

/** The heads of what stands on the top level of a style sheet and is in none of Tailwind's layers. */
function unlayered(css: string): string[] {
  const text = css.replace(/\/\*.*?\*\//gs, '')
  const heads: string[] = []
  let depth = 0
  let head = ''
  for (const sign of text) {
    if (depth === 0 && (sign === '{' || sign === ';')) {
      heads.push(head.trim().replace(/\s+/g, ' '))
      head = ''
    } else if (depth === 0 && sign !== '}') head += sign
    if (sign === '{') depth += 1
    if (sign === '}') depth -= 1
  }
  expect(depth, 'braces of the style sheet').toBe(0)
  return heads.filter((one) => !ALLOWED.test(one))
}

const sheets = globSync('{app,components}/**/*.css').sort()

test('there are style sheets to look at', () => {
  expect(sheets.length).toBeGreaterThanOrEqual(12)
})

test.each(sheets)('%s leaves no rule outside a layer, where it would beat every utility unseen', (sheet) => {
  expect(unlayered(readFileSync(sheet, 'utf8'))).toEqual([])
})

test.each([
  ['.note { margin: 0 }', ['.note']],
  [':root { --s1: 4px }', [':root']],
  ['@media print { .note { margin: 0 } }', ['@media print']],
  ['@layer components { .a { b: c } } .note { margin: 0 }', ['.note']],
  ['@layer widgets { .note { margin: 0 } }', ['@layer widgets']],
  ['@layer { .note { margin: 0 } }', ['@layer']],
  ['@supports (gap: 1px) { @layer components { .note { gap: 1px } } }', ['@supports (gap: 1px)']],
  ['/* @layer components { */ .note { margin: 0 } /* } */', ['.note']],
  ['@import "tailwindcss"; @theme inline { --a: b } @page { size: a4 } @layer base { html { margin: 0 } }', []],
  ['@keyframes turn { to { rotate: 1turn } } @font-face { font-family: A }', []],
])('%s: %j', (css, expected) => {
  expect(unlayered(css)).toEqual(expected)
})
