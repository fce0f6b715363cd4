import type { NextAuthOptions, Session } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { faultOf } from '@/lib/action-result'
import { landingOf } from '@/lib/auth/rules/landing'
import { signInLocally } from '@/lib/auth/sign-in'
import { env } from '@/lib/env'

/** Twelve hours: one shift. */
const SHIFT_S = 12 * 60 * 60

/**
 * How next-auth signs people in here: local accounts, a signed cookie that holds nothing but the account's id.
 * The role is never in the cookie; lib/auth/session.ts reads it at each request.
 */
export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: SHIFT_S },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      async authorize(credentials, request) {
        const forwarded = request.headers?.['x-forwarded-for']
        const origin =
          String(forwarded ?? 'local')
            .split(',')[0]
            ?.trim() || 'local'
        try {
          return await signInLocally({
            email: String(credentials?.email ?? ''),
            password: String(credentials?.password ?? ''),
            origin,
          })
        } catch (error) {
          // next-auth shows the message of what is thrown here; it must be a sentence for the person.
          throw new Error(faultOf(error).message)
        }
      },
    }),
  ],
  callbacks: {
    redirect: ({ url, baseUrl }) => landingOf(url, baseUrl),
    jwt: ({ token, user }) => (user ? { sub: user.id } : { ...token }),
    session: ({ session, token }) => ({ ...session, user: { id: token.sub ?? '' } as Session['user'] }),
  },
  logger: { error: () => {}, warn: () => {}, debug: () => {} },
}
