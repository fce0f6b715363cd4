import 'next/dist/server/node-environment-baseline'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external'
import { HeadersAdapter } from 'next/dist/server/web/spec-extension/adapters/headers'
import { RequestCookiesAdapter } from 'next/dist/server/web/spec-extension/adapters/request-cookies'
import { RequestCookies } from 'next/dist/server/web/spec-extension/cookies'
import { encode } from 'next-auth/jwt'
import { requireEnv } from '@/lib/env'

type Work = Parameters<typeof workAsyncStorage.run>[0]
type Unit = Parameters<typeof workUnitAsyncStorage.run>[0]

/**
 * For tests: runs work as Next runs an action or a route of a browser that is signed in with this account, or with none.
 * The cookie is a real one; nothing of ours is replaced, so what is asked of the database is really asked.
 */
export async function asBrowserOf<T>(userId: string | null, work: () => Promise<T>): Promise<T> {
  const headers = new Headers()
  if (userId !== null) {
    const token = await encode({ token: { sub: userId }, secret: requireEnv('NEXTAUTH_SECRET') })
    headers.set('cookie', `next-auth.session-token=${token}`)
  }
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
