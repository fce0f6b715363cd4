import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { SignedIn } from '@/lib/auth/model/actor'
import { markReached } from '@/lib/auth/reached'
import { originOf } from '@/lib/auth/rules/origin'
import { SESSION_COOKIE, secretIn } from '@/lib/auth/session-cookie'
import { findSignedIn } from '@/lib/auth/sessions'

/**
 * Who is asking, read from the database once a request: an ended session or a disabled account is nobody, a new role
 * holds at once. Null when nobody is signed in. Throws when the database is not reached.
 */
export const currentActor = cache(async (): Promise<SignedIn | null> => {
  markReached()
  const [jar, sent] = await Promise.all([cookies(), headers()])
  const secret = await secretIn(jar.get(SESSION_COOKIE)?.value)
  return secret === null ? null : findSignedIn(secret, originOf(sent.get('x-forwarded-for')))
})

/** For pages, and for actions through answer-action.ts: the person, or off to the sign-in page. */
export async function requireActor(): Promise<SignedIn> {
  const actor = await currentActor()
  if (!actor) redirect('/sign-in')
  return actor
}
