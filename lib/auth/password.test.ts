import { randomBytes, scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, NOBODYS_HASH, newPassword, verifyPassword } from '@/lib/auth/password'

const SHAPE = /^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/

test('a password belongs to its own hash and to no other; what it costs stands beside it', async () => {
  const hash = await hashPassword('correct horse')
  expect(hash).toMatch(SHAPE)
  expect(await verifyPassword('correct horse', hash)).toEqual({ matches: true, raised: null })
  expect(await verifyPassword('correct horsE', hash)).toEqual({ matches: false, raised: null })
})

test('where there is no account as much is computed as for one', () => {
  expect(NOBODYS_HASH).toMatch(SHAPE)
})

test('a hash that does not say its cost still holds, and is raised by the right password alone', async () => {
  const salt = randomBytes(16)
  const key = scryptSync('correct horse', salt, 32, { N: 16_384, r: 8, p: 1 }).toString('base64url')
  const old = `scrypt$${salt.toString('base64url')}$${key}`
  const [right, wrong] = await Promise.all([verifyPassword('correct horse', old), verifyPassword('correct horsE', old)])
  expect(right).toEqual({ matches: true, raised: expect.stringMatching(SHAPE) })
  expect(wrong).toEqual({ matches: false, raised: null })
  expect(await verifyPassword('correct horse', right.raised ?? '')).toEqual({ matches: true, raised: null })
})

test('what is no hash is nobody’s', async () => {
  const none = ['', 'plain$$correct horse', 'scrypt$a$b$c$d$e', 'scrypt$8$1$c2FsdA$a2V5']
  const outcomes = await Promise.all(none.map((stored) => verifyPassword('', stored)))
  expect(outcomes).toEqual(none.map(() => ({ matches: false, raised: null })))
})

test('new passwords are long, plain to type and never the same', () => {
  const many = new Set(Array.from({ length: 200 }, newPassword))
  expect(many.size).toBe(200)
  for (const password of many) expect(password).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{24}$/)
})
