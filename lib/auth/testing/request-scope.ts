import 'next/dist/server/node-environment-baseline'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external'
import { HeadersAdapter } from 'next/dist/server/web/spec-extension/adapters/headers'
import { RequestCookiesAdapter } from 'next/dist/server/web/spec-extension/adapters/request-cookies'
import { RequestCookies } from 'next/dist/server/web/spec-extension/cookies'
import { encode } from 'next-auth/jwt'
import { openSession } from '@/lib/auth/sessions'
import { db } from '@/lib/db/client'
import { requireEnv } from '@/lib/env'

type Work = Parameters<typeof workAsyncStorage.run>[0]
type Unit = Parameters<typeof workUnitAsyncStorage.run>[0]

/** The secret of each account's session, so that a browser stays signed in while the database is away. */
const secrets = new Map<string, string>()

/** For tests: the cookie that next-auth makes for a session's secret. */
export async function cookieWith(secret: string): Promise<string> {
  return `next-auth.session-token=${await encode({ token: { sid: secret }, secret: requireEnv('NEXTAUTH_SECRET') })}`
}

async function cookieOf(userId: string): Promise<string> {
  const secret = secrets.get(userId) ?? (await openSession(db, { userId, device: 'Test' }))
  secrets.set(userId, secret)
  return cookieWith(secret)
}

/**
 * For tests: runs work as Next runs an action or a route of a browser that is signed in with this account, or with none.
 * The cookie is a real one; nothing of ours is replaced, so what is asked of the database is really asked. The first call
 * for an account signs it in, and wants the database.
 */
export async function asBrowserOf<T>(userId: string | null, work: () => Promise<T>): Promise<T> {
  return asBrowserWith(userId === null ? null : await cookieOf(userId), work)
}

/** For tests: as asBrowserOf, with this very header of cookies. */
export async function asBrowserWith<T>(cookie: string | null, work: () => Promise<T>): Promise<T> {
  const headers = new Headers(cookie === null ? {} : { cookie })
  const cookies = RequestCookiesAdapter.seal(new RequestCookies(headers))
  const request = {
    type: 'request',
    phase: 'action',
    headers: HeadersAdapter.seal(headers),
    cookies,
    userspaceMutableCookies: cookies,
  }
  return workAsyncStorage.run({ route: '/', incrementalCache: {} } as Work, () =>
    workUnitAsyncStorage.run(request as unknown as Unit, work),
  )
}
