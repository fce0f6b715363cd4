import { cookies } from 'next/headers'
import { originOf } from '@/lib/auth/rules/origin'
import { isSameOrigin } from '@/lib/auth/rules/same-origin'
import { SESSION_COOKIE, secretIn } from '@/lib/auth/session-cookie'
import { oweEnd } from '@/lib/auth/sessions'
import { signOut } from '@/lib/auth/sign-out'

export const dynamic = 'force-dynamic'

/** next-auth's cookie of the session, in parts when it is long, under the name that it has over https. */
const SESSION = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/

/**
 * Ends the session and leads to the sign-in page, for a form that is posted before any script runs. Needs no session; what
 * another site sends is refused. With the database away the browser forgets the session at once, and its row is ended when
 * somebody next comes by a copy.
 */
export async function POST(request: Request) {
  if (!isSameOrigin(request.headers)) {
    const error = { code: 'forbidden', message: 'Only a page of Tidemark itself can sign you out.' }
    return Response.json({ error }, { status: 403, headers: { 'Cache-Control': 'no-store' } })
  }
  const jar = await cookies()
  const secret = await secretIn(jar.get(SESSION_COOKIE)?.value)
  await signOut(secret, originOf(request.headers.get('x-forwarded-for'))).catch(() => secret && oweEnd(secret))
  for (const { name } of jar.getAll()) {
    if (SESSION.test(name)) jar.delete({ name, path: '/', httpOnly: true, secure: name.startsWith('__Secure-') })
  }
  return new Response(null, { status: 303, headers: { Location: '/sign-in', 'Cache-Control': 'no-store' } })
}
