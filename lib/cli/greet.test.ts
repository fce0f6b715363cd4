import { expect, test } from 'vitest'
import { greeting } from '@/lib/cli/greet'

const viewer = { email: 'viewer@tidemark.local', password: 'of-the-viewer' }
const admin = { email: 'admin@tidemark.local', password: 'of-the-admin' }
const renewed = { ...admin, password: 'another' }

test.each([
  ['the first start shows all of them', [viewer, admin], [], ['of-the-viewer', 'of-the-admin']],
  ['a later one shows none', [viewer, admin], [admin, viewer], []],
  ['one that is new is shown, the others are not', [viewer, admin], [viewer], ['of-the-admin']],
  ['one with a new password is shown', [viewer, renewed], [viewer, admin], ['another']],
  ['without accounts there is nothing to show', [], [], []],
])('%s', (_, accounts, before, shown) => {
  const text = greeting('http://127.0.0.1:3000', '.tidemark', accounts, before).join('\n')
  for (const { password } of [viewer, admin, renewed]) expect(text.includes(password)).toBe(shown.includes(password))
  expect(text).toContain('.tidemark/accounts.json')
  expect(text).toContain('http://127.0.0.1:3000')
})
