import { randomUUID, scryptSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { followLink } from '@/lib/auth/follow-link'
import { knownDevice, rememberDevice } from '@/lib/auth/known-device'
import { resetPassword } from '@/lib/auth/manage-users'
import { hashPassword } from '@/lib/auth/password'
import { type CountKind, LIMITS } from '@/lib/auth/rules/attempts'
import { signInLocally } from '@/lib/auth/sign-in'
import { type CountKey, forgetOldCounts, strangersKeys, takeAttempt } from '@/lib/auth/sign-in-counts'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import type { TooMany } from '@/lib/errors'

const PASSWORD = 'correct horse battery'
let passwordHash = ''

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
})

async function someone(hash = passwordHash) {
  const email = `${randomUUID().slice(0, 8)}@example.org`
  const { id } = await db.user.create({ data: { email, name: 'A person', role: 'commander', passwordHash: hash } })
  return { id, email, remembered: rememberDevice(undefined, email, Date.now()) }
}

let last = 0
const somewhere = () => `198.51.100.${++last % 256}`

/** One try: `in`, or how it was refused. */
type Try = { email: string; password?: string; origin?: string; remembered?: string }
async function go({ email, password = PASSWORD, origin = somewhere(), remembered }: Try): Promise<string> {
  const given = { email, password, origin, device: 'Test', remembered }
  return signInLocally(given).then(
    () => 'in',
    (error: { code: string }) => error.code,
  )
}

const many = <T>(count: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)))
const evaluated = (outcomes: string[]) => outcomes.filter((outcome) => outcome === 'invalid').length

/** Counts wrong passwords as strangers bring them about, without computing them. Returns how many would be evaluated. */
async function guess(times: number, at: (i: number) => { email: string; place: string }): Promise<number> {
  const taken = await many(times, (i) => {
    const { email, place } = at(i)
    return takeAttempt(strangersKeys(email, place), Date.now()).then(
      () => 1,
      () => 0,
    )
  })
  return taken.reduce<number>((sum, one) => sum + one, 0)
}

describe('of any number of guesses at once', () => {
  test('60 at one account from one place: five are looked at, and the sixth is told how long to wait', async () => {
    const { email } = await someone()
    const origin = somewhere()
    expect(evaluated(await many(60, () => go({ email, password: 'wrong', origin })))).toBe(5)
    const given = { email, password: PASSWORD, origin, device: 'Test' }
    const refused = await signInLocally(given).catch((error: unknown) => error as TooMany)
    const { message, retryAfterS = 0 } = refused as TooMany
    expect(message).toMatch(/^Too many attempts failed\. Wait \d+ seconds?, or use a browser in which/)
    expect(retryAfterS > 0 && retryAfterS <= 15).toBe(true)
  })

  test.each<[string, CountKind, (i: number) => { email: string; place: string }]>([
    ['from changing places at one account', 'account', (i) => ({ email: 'a@example.org', place: `192.0.2.${i}` })],
    ['from one place at changing accounts', 'place', (i) => ({ email: `${i}@example.org`, place: '203.0.113.9' })],
  ])('%s as many as are free', async (_, kind, at) => {
    expect(await guess(80, at)).toBe(LIMITS[kind].free)
    expect(await guess(5, (i) => at(i + 100))).toBe(0)
  })

  test('a refusal is counted nowhere', async () => {
    const [email, place] = [`${randomUUID()}@example.org`, somewhere()]
    await guess(20, () => ({ email, place }))
    const rows = await db.signInCount.findMany({ where: { OR: [{ email }, { place }] }, orderBy: { kind: 'asc' } })
    expect(rows.map(({ kind, level }) => `${kind} ${Math.ceil(level)}`)).toEqual(['account 5', 'pair 5', 'place 5'])
  })
})

describe('an owner gets in', () => {
  test('on a device that the account knows, whatever strangers do to the account and from the place', async () => {
    const { email, remembered, id } = await someone()
    const origin = somewhere()
    await guess(31, (i) => ({ email, place: `192.0.2.${i}` }))
    await guess(60, (i) => ({ email: `${i}-${email}`, place: origin }))
    expect(await go({ email, origin, remembered })).toBe('in')
    expect(await go({ email })).toBe('too-many')
    const admin = signedIn({ id: randomUUID(), email: 'admin@example.org', name: 'Admin', role: 'admin', held: [] })
    const { link } = await resetPassword(admin, { userId: id })
    const password = 'set by its owner again'
    await followLink('192.0.2.200', { token: link.split('#')[1], password, again: password })
    expect(await go({ email, password }), 'once an admin has reset the password').toBe('in')
  })

  test('before the strangers who wait in line', async () => {
    const { email, remembered } = await someone()
    let answered = 0
    const crowd = many(6, (i) => go({ email: `${i}-${email}`, password: 'wrong' }).finally(() => answered++))
    expect(await go({ email, remembered })).toBe('in')
    expect(answered).toBeLessThan(5)
    await crowd
  })

  test('and leaves what strangers did as it was', async () => {
    const { email } = await someone()
    const origin = somewhere()
    await guess(3, () => ({ email, place: origin }))
    expect(await go({ email, origin })).toBe('in')
    const rows = await db.signInCount.findMany({ where: { OR: [{ email }, { place: origin }] } })
    expect(rows.map(({ kind, level }) => `${kind} ${Math.ceil(level)}`).sort()).toEqual(['account 3', 'place 3'])
  })
})

describe('a device that the account knows', () => {
  const known = (email: string, remembered: string): CountKey => {
    return { kind: 'known', email, place: `device ${knownDevice(remembered, email, Date.now())}` }
  }

  test('is known no more after ten wrong ones in a row, however many at once', async () => {
    const { email, remembered } = await someone()
    const own = { ...known(email, remembered), level: 9, lastAt: new Date() }
    await db.signInCount.create({ data: own })
    const origin = somewhere()
    expect(evaluated(await many(20, () => go({ email, password: 'wrong', origin, remembered })))).toBe(1 + 5)
    expect(await go({ email, origin, remembered })).toBe('too-many')
    expect(await go({ email })).toBe('in')
  })

  test('begins anew once the password was right', async () => {
    const { email, remembered } = await someone()
    await db.signInCount.create({ data: { ...known(email, remembered), level: 9, lastAt: new Date() } })
    expect(await go({ email, remembered })).toBe('in')
    expect(await db.signInCount.findFirst({ where: known(email, remembered) })).toBeNull()
  })

  test('of somebody else is a stranger', async () => {
    const [one, other] = [await someone(), await someone()]
    await guess(31, (i) => ({ email: one.email, place: `192.0.2.${i}` }))
    expect(await go({ email: one.email, remembered: other.remembered })).toBe('too-many')
  })
})

test('an old hash is raised at the next sign-in, of two at once as well', async () => {
  const salt = Buffer.alloc(16, 7)
  const key = scryptSync(PASSWORD, salt, 32, { N: 16_384, r: 8, p: 1 }).toString('base64url')
  const { id, email } = await someone(`scrypt$${salt.toString('base64url')}$${key}`)
  expect(await Promise.all([go({ email }), go({ email })])).toEqual(['in', 'in'])
  expect((await db.user.findUniqueOrThrow({ where: { id } })).passwordHash).toMatch(/^scrypt\$32768\$8\$3\$/)
})

test('the worker forgets counts that say nothing any more, and keeps what is known no more for as long as its cookie', async () => {
  const email = `${randomUUID()}@example.org`
  const days = (count: number) => new Date(Date.now() - count * 86_400_000)
  const row = (kind: CountKind, lastAt: Date, place: string) => ({ kind, email, place, level: 10, lastAt })
  await db.signInCount.createMany({
    data: [
      row('pair', days(2), 'a'),
      row('pair', days(0), 'b'),
      row('known', days(89), 'c'),
      row('known', days(101), 'd'),
    ],
  })
  expect(await forgetOldCounts(new Date())).toBeGreaterThanOrEqual(2)
  const left = await db.signInCount.findMany({ where: { email }, orderBy: { place: 'asc' } })
  expect(left.map(({ place }) => place)).toEqual(['b', 'c'])
})
