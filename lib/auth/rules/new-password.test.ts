import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newPasswordFault } from '@/lib/auth/rules/new-password'

const UNIT = fc.constantFrom('a', ' ', 'é', 'e\u0301', 'Ｔ', '🔑', '\ud800', '\ufdfa')
const now = { current: 'Tidemark-2026-old', email: 'dba@example.org' }

test.each([
  ['twelve characters', 'a plain word', null],
  ['two hundred', 'x'.repeat(200), null],
  ['letters of any script', 'пароль длинный', null],
  ['eleven', 'short words', 'Expected at least 12 characters; this has 11.'],
  ['nothing', '', 'Expected at least 12 characters; this has 0.'],
  ['two hundred and one', 'x'.repeat(201), 'Expected at most 200 characters; this has 201.'],
  ['twelve pictures of two units each', '🔑'.repeat(12), null],
  ['six pictures, twelve units', '🔑'.repeat(6), 'Expected at least 12 characters; this has 6.'],
  [
    'letters with loose accents, which are one each',
    'e\u0301'.repeat(11),
    'Expected at least 12 characters; this has 11.',
  ],
  ['half a character', 'a plain word\ud800', 'Type it anew: it holds half a character, which no keyboard can repeat.'],
  ['spaces alone', ' '.repeat(14), 'Expected more than spaces.'],
  ['the one it is now', now.current, 'This is the password that you have now.'],
  ['the one it is now, in wide letters', 'Ｔidemark-2026-old', 'This is the password that you have now.'],
  ['the address', 'dba@example.org', 'This is your address.'],
  ['the address in capitals and with spaces', ' DBA@Example.org ', 'This is your address.'],
  ['one that only holds the address', 'dba@example.org, and more', null],
])('%s', (_, password, fault) => {
  expect(newPasswordFault(password, now)).toBe(fault)
})

test('what is taken has the length that the sentence asks for', () => {
  fc.assert(
    fc.property(fc.string({ unit: UNIT, maxLength: 260 }), (password) => {
      const length = [...password.normalize('NFKC')].length
      if (newPasswordFault(password, now) === null) expect(length >= 12 && length <= 200).toBe(true)
      else expect(newPasswordFault(password, now)).toMatch(/\.$/)
    }),
  )
})
