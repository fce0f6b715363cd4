import { expect, test } from 'vitest'
import { parseEnv } from '@/lib/env'

test('empty variables count as not set and defaults fill in', () => {
  const env = parseEnv({ DATABASE_URL: '', SYNC_INTERVAL_S: '' })
  expect(env.DATABASE_URL).toBeUndefined()
  expect(env.SYNC_INTERVAL_S).toBe(60)
})

test('every variable at fault is named, its value is not', () => {
  const bad = { DATABASE_URL: 'mysql://root:hunter2@h/db', RESTORE_POLL_S: '-1', NEXTAUTH_SECRET: 'short-secret' }
  expect(() => parseEnv(bad)).toThrow(/DATABASE_URL: expected an address[\s\S]*NEXTAUTH_SECRET[\s\S]*RESTORE_POLL_S/)
  try {
    parseEnv(bad)
  } catch (error) {
    expect(String(error)).not.toMatch(/hunter2|short-secret/)
  }
})
