import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { knownDevice } from '@/lib/auth/known-device'
import { hashPassword } from '@/lib/auth/password'
import { asBrowserWith } from '@/lib/auth/testing/request-scope'
import { db } from '@/lib/db/client'
import { requireEnv } from '@/lib/env'

// Next is loaded once the scope of requests has prepared its runtime.
const { NextRequest } = await import('next/server')
const { answerNextAuth } = await import('@/lib/auth/answer-next-auth')

const PASSWORD = 'correct horse battery'

/** What next-auth's own form of a browser with these cookies is answered. */
async function post(email: string, cookies = ''): Promise<Response> {
  const csrfToken = 'a'.repeat(64)
  const seal = createHash('sha256')
    .update(`${csrfToken}${requireEnv('NEXTAUTH_SECRET')}`)
    .digest('hex')
  const cookie = `next-auth.csrf-token=${csrfToken}%7C${seal}; ${cookies}`
  const body = new URLSearchParams({ csrfToken, email, password: PASSWORD, json: 'true' })
  const request = new NextRequest('http://127.0.0.1:3000/api/auth/callback/credentials', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  const context = { params: Promise.resolve({ nextauth: ['callback', 'credentials'] }) }
  return asBrowserWith(cookie, () => answerNextAuth(request, context))
}

const given = (answer: Response) =>
  answer.headers.getSetCookie().find((one) => one.startsWith('tidemark-device=')) ?? 'none'

test('a browser is known by a cookie once its owner has signed in, and is not slowed by what strangers did meanwhile', async () => {
  const email = `${randomUUID().slice(0, 8)}@example.org`
  const passwordHash = await hashPassword(PASSWORD)
  await db.user.create({ data: { email, name: 'A person', role: 'viewer', passwordHash } })
  const first = await post(email)
  expect(first.status).toBe(200)
  expect(given(first)).toMatch(/^tidemark-device=[\w.-]+; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/)
  const [remembered = ''] = given(first).split(';')
  expect(knownDevice(remembered.split('=')[1], email, Date.now())).not.toBeNull()

  const strangers = { kind: 'account', email, place: '' }
  await db.signInCount.update({
    where: { kind_email_place: strangers },
    data: { level: 33, lastAt: new Date() },
  })
  const slowed = await post(email)
  expect([slowed.status, given(slowed)]).toEqual([429, 'none'])
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(100)
  const { url } = (await slowed.json()) as { url: string }
  expect(new URL(url).searchParams.get('error')).toMatch(
    /^Too many attempts failed\. Wait 120 seconds, or use a browser/,
  )

  const again = await post(email, remembered)
  expect(again.status).toBe(200)
  expect(again.headers.getSetCookie().some((one) => one.startsWith('next-auth.session-token='))).toBe(true)
})
