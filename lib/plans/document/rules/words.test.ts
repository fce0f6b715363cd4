import { expect, test } from 'vitest'
import type { ErrorCode } from 'yaml'
import { KEY_WORDS } from '@/lib/plans/document/rules/key-words'
import { expectedSyntax } from '@/lib/plans/document/rules/syntax-words'

test.each<[string, string]>([
  ['TAB_AS_INDENT', 'spaces at the beginning of a line, no tabs'],
  ['MULTIPLE_DOCS', 'one plan in a file, and no line of three hyphens below it'],
  ['BAD_PROP_ORDER', 'no anchors (`&name`), or one before each value'],
  ['MULTIPLE_ANCHORS', 'no anchors (`&name`), or one before each value'],
  ['IMPOSSIBLE', 'YAML that can be read'],
])('a line at fault by %s should have been %s', (code, expected) => {
  expect(expectedSyntax(code as ErrorCode)).toBe(expected)
})

test('an editor shows beside a key what it is for, in whole sentences', () => {
  expect(KEY_WORDS['objectives[].rto']).toBe('How long it may be down.')
  for (const words of Object.values(KEY_WORDS)) expect(words).toMatch(/^[A-Z].+[.”]$/)
})
