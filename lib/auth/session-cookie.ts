import { decode } from 'next-auth/jwt'
import { env, requireEnv } from '@/lib/env'

/** Whether people come by https; then the cookie is sent over nothing else. */
export const IS_SECURE = env.NEXTAUTH_URL?.startsWith('https://') ?? false

/** next-auth's cookie of the session. */
export const SESSION_COOKIE = `${IS_SECURE ? '__Secure-' : ''}next-auth.session-token`

/** What next-auth's token holds of ours: the secret whose hash is a session's row, 256 bits in base64url. */
export type SessionToken = { sid: string }

/** The secret of a token, or null when it is none of ours, of another time, or from before sessions were rows. */
export function secretOf(token: unknown): string | null {
  const { sid } = (token ?? {}) as Partial<SessionToken>
  return typeof sid === 'string' && /^[\w-]{43}$/.test(sid) ? sid : null
}

/** The secret in the cookie's value; null when it is absent, forged, expired or garbled. Never throws. */
export async function secretIn(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null
  const token = await decode({ token: cookie, secret: requireEnv('NEXTAUTH_SECRET') }).catch(() => null)
  return secretOf(token)
}
