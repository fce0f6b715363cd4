import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { faultOf } from '@/lib/action-result'
import { DEVICE_COOKIE } from '@/lib/auth/known-device'
import { deviceOf } from '@/lib/auth/rules/device'
import { landingOf } from '@/lib/auth/rules/landing'
import { originOf } from '@/lib/auth/rules/origin'
import { IS_SECURE, type SessionToken, secretOf } from '@/lib/auth/session-cookie'
import { signInLocally } from '@/lib/auth/sign-in'
import { signOut } from '@/lib/auth/sign-out'
import { env } from '@/lib/env'
import { TooMany } from '@/lib/errors'

/** What became of a sign-in and next-auth has no place for: it is said in the answer's headers. */
export type Outcome = {
  /** the new value of the cookie by which accounts know the browser */
  remembered?: string
  /** after how many seconds to try again */
  retryAfterS?: number | undefined
}

/**
 * How next-auth signs people in here, for one request: local accounts, and a cookie that holds nothing but the secret of a
 * session. The session itself is a row, which lib/auth/session.ts reads at each request: the cookie lives as long as that
 * may at most.
 *
 * @param outcome is filled in
 * @param cookie a cookie of the request by its name
 */
export const optionsFor = (outcome: Outcome, cookie: (name: string) => string | undefined): NextAuthOptions => ({
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: env.SESSION_MAX_S },
  useSecureCookies: IS_SECURE,
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      async authorize(credentials, request) {
        const { 'x-forwarded-for': forwarded, 'user-agent': userAgent } = request.headers ?? {}
        try {
          const { secret, remembered } = await signInLocally({
            email: String(credentials?.email ?? ''),
            password: String(credentials?.password ?? ''),
            origin: originOf(forwarded),
            device: deviceOf(userAgent),
            remembered: cookie(DEVICE_COOKIE),
          })
          outcome.remembered = remembered
          return { id: secret }
        } catch (error) {
          if (error instanceof TooMany) outcome.retryAfterS = error.retryAfterS
          // next-auth shows the message of what is thrown here; it must be a sentence for the person.
          throw new Error(faultOf(error).message)
        }
      },
    }),
  ],
  callbacks: {
    redirect: ({ url, baseUrl }) => landingOf(url, baseUrl),
    jwt: ({ token, user }) => (user ? ({ sid: user.id } satisfies SessionToken) : { ...token }),
    // Scripts of a page can read this: it says until when the cookie lives, and not whose it is.
    session: ({ session: { expires } }) => ({ expires }),
  },
  events: {
    signOut: async ({ token }) => signOut(secretOf(token), 'local'),
  },
  logger: { error: () => {}, warn: () => {}, debug: () => {} },
})
