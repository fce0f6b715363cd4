import { expect, test } from 'vitest'
import { hashPassword, newPassword, verifyPassword } from '@/lib/auth/password'

test('a password belongs to its own hash and to no other', async () => {
  const hash = await hashPassword('correct horse')
  expect(hash).not.toContain('correct')
  expect(await verifyPassword('correct horse', hash)).toBe(true)
  expect(await verifyPassword('correct horsE', hash)).toBe(false)
  expect(await verifyPassword('correct horse', 'plain$$correct horse')).toBe(false)
  expect(await verifyPassword('', '')).toBe(false)
})

test('new passwords are long, plain to type and never the same', () => {
  const many = new Set(Array.from({ length: 200 }, newPassword))
  expect(many.size).toBe(200)
  for (const password of many) expect(password).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{24}$/)
})
