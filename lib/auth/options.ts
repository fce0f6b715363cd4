import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { faultOf } from '@/lib/action-result'
import { deviceOf } from '@/lib/auth/rules/device'
import { landingOf } from '@/lib/auth/rules/landing'
import { originOf } from '@/lib/auth/rules/origin'
import { IS_SECURE, type SessionToken, secretOf } from '@/lib/auth/session-cookie'
import { signInLocally } from '@/lib/auth/sign-in'
import { signOut } from '@/lib/auth/sign-out'
import { env } from '@/lib/env'

/**
 * How next-auth signs people in here: local accounts, and a cookie that holds nothing but the secret of a session. The
 * session itself is a row, which lib/auth/session.ts reads at each request: the cookie lives as long as that may at most.
 */
export const authOptions: NextAuthOptions = {
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
          const { secret } = await signInLocally({
            email: String(credentials?.email ?? ''),
            password: String(credentials?.password ?? ''),
            origin: originOf(forwarded),
            device: deviceOf(userAgent),
          })
          return { id: secret }
        } catch (error) {
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
}
