import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DEVICE_COOKIE, deviceCookieHeader, knownDevice, rememberDevice } from '@/lib/auth/known-device'
import { requireEnv } from '@/lib/env'
import { soundCookies } from '@/lib/front/rules/cookies'

const NOW = Date.UTC(2026, 10, 28)
const DAY = 86_400_000
const OWNER = 'dba@example.org'
const cookie = rememberDevice(undefined, OWNER, NOW)
const [id = '', until = '', seal = ''] = cookie.split('.')

function sealedBy(secret: string): string {
  const said = [DEVICE_COOKIE, OWNER, id, until].join('\n')
  return [id, until, createHmac('sha256', secret).update(said).digest('base64url')].join('.')
}

test('an account knows the browser for 90 days, by an id that says nothing', () => {
  expect(knownDevice(cookie, OWNER, NOW)).toBe(id)
  expect(id).toMatch(/^[\w-]{22}$/)
  expect(knownDevice(cookie, OWNER, NOW + 90 * DAY - 1_000)).toBe(id)
  expect(knownDevice(cookie, OWNER, NOW + 90 * DAY)).toBeNull()
  expect(knownDevice(sealedBy(requireEnv('NEXTAUTH_SECRET')), OWNER, NOW), 'as the seal is made').toBe(id)
})

test.each<[string, string | undefined, string]>([
  ['of somebody else', cookie, 'approver@example.org'],
  ['of an address that begins like it', cookie, `${OWNER}\n${id}`],
  ['that is absent', undefined, OWNER],
  ['that is empty', '', OWNER],
  ['without its seal', `${id}.${until}.`, OWNER],
  ['of another secret', sealedBy('x'.repeat(40)), OWNER],
  ['that was made to live longer', `${id}.zzzzzzz.${seal}`, OWNER],
  ['that never ends', `${id}.Infinity.${seal}`, OWNER],
  ['with another id', `${'a'.repeat(22)}.${until}.${seal}`, OWNER],
  ['that is cut off', cookie.slice(0, -1), OWNER],
  ['in capitals', cookie.toUpperCase(), OWNER],
  ['behind four others', `a.b.c~a.b.c~a.b.c~a.b.c~${cookie}`, OWNER],
  ['that is a book', 'x'.repeat(100_000), OWNER],
])('a cookie %s is known to nobody', (_, sent, email) => {
  expect(knownDevice(sent, email, NOW)).toBeNull()
})

describe('a browser that several people use', () => {
  const people = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.org`)
  const shared = people.reduce<string | undefined>((before, one) => rememberDevice(before, one, NOW), undefined)

  test('is known to the last four of them', () => {
    expect(people.map((one) => knownDevice(shared, one, NOW) !== null)).toEqual([false, true, true, true, true])
    expect(new Set(shared?.split('~').map((entry) => entry.split('.')[0])).size).toBe(4)
  })

  test('who signs in again is known by a fresh id, and nobody is pushed out', () => {
    const later = rememberDevice(shared, 'c@example.org', NOW + DAY)
    expect(knownDevice(later, 'c@example.org', NOW + 90 * DAY)).not.toBe(knownDevice(shared, 'c@example.org', NOW))
    expect(people.map((one) => knownDevice(later, one, NOW) !== null)).toEqual([false, true, true, true, true])
  })

  test('its cookie passes the front as it is', () => {
    const header = `${DEVICE_COOKIE}=${shared}; theme=dark`
    expect(soundCookies(header, new Set())).toBe(header)
  })
})

test('no script and no other site gets it', () => {
  expect(deviceCookieHeader('a.b.c')).toBe('tidemark-device=a.b.c; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax')
})
