import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { openSession } from '@/lib/auth/sessions'
import { asBrowserWith, cookieWith } from '@/lib/auth/testing/request-scope'
import { db } from '@/lib/db/client'
import { requireEnv } from '@/lib/env'

const NAME = 'next-auth.session-token'

async function newSession() {
  const email = `${randomUUID().slice(0, 8)}@example.org`
  const { id } = await db.user.create({ data: { email, name: 'A person', role: 'viewer', passwordHash: 'none' } })
  return { id, secret: await openSession(db, { userId: id, device: 'Test' }) }
}

const token = async (content: Record<string, unknown>, over: object = {}) =>
  `${NAME}=${await encode({ token: content, secret: requireEnv('NEXTAUTH_SECRET'), ...over })}`

async function statusWith(cookie: string): Promise<number> {
  const { GET } = await import('@/app/api/shell/route')
  const request = new Request('http://127.0.0.1/api/shell')
  return (await asBrowserWith(cookie, () => GET(request, { params: Promise.resolve({}) }))).status
}

test('a session’s cookie lets in, among cookies that others have set as well', async () => {
  const { secret } = await newSession()
  const cookie = await cookieWith(secret)
  expect(await statusWith(cookie)).toBe(200)
  expect(await statusWith(`next-auth.callback-url=x; theme=%; ${cookie}; ${NAME}.0=part`)).toBe(200)
})

test.each<[string, (one: { id: string; secret: string }) => Promise<string>]>([
  ['from before sessions were rows', ({ id }) => token({ sub: id })],
  ['of a session that never was', () => cookieWith('a'.repeat(43))],
  ['signed with another secret', ({ secret }) => token({ sid: secret }, { secret: 'x'.repeat(40) })],
  ['that has expired', ({ secret }) => token({ sid: secret }, { maxAge: -60 })],
  ['that holds a list', ({ secret }) => token({ sid: [secret] })],
  ['that holds a secret with more behind it', ({ secret }) => token({ sid: `${secret}'--` })],
  ['that holds the id of the row', async ({ id }) => token({ sid: id })],
  ['that is the secret itself', async ({ secret }) => `${NAME}=${secret}`],
  ['that is cut off', async ({ secret }) => (await cookieWith(secret)).slice(0, -5)],
  ['that is empty', async () => `${NAME}=`],
  ['that is a broken escape', async () => `${NAME}=%E0%A4%A`],
  ['that is very long', async () => `${NAME}=${'e'.repeat(20_000)}`],
  ['under the name of https', async ({ secret }) => `__Secure-${await cookieWith(secret)}`],
])('a cookie %s is nobody’s, and no fault of ours', async (_, made) => {
  expect(await statusWith(await made(await newSession()))).toBe(401)
})
