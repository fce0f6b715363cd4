import { cookies } from 'next/headers'
import { isSameOrigin } from '@/lib/auth/rules/same-origin'

export const dynamic = 'force-dynamic'

/** next-auth's cookie of the session, in parts when it is long, under the name that it has over https. */
const SESSION = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/

/**
 * Ends the session and leads to the sign-in page, for a form that is posted before any script runs. Asks no database and
 * needs no session; what another site sends is refused.
 */
export async function POST(request: Request) {
  if (!isSameOrigin(request.headers)) {
    const error = { code: 'forbidden', message: 'Only a page of Tidemark itself can sign you out.' }
    return Response.json({ error }, { status: 403, headers: { 'Cache-Control': 'no-store' } })
  }
  const jar = await cookies()
  for (const { name } of jar.getAll()) {
    if (SESSION.test(name)) jar.delete({ name, path: '/', httpOnly: true, secure: name.startsWith('__Secure-') })
  }
  return new Response(null, { status: 303, headers: { Location: '/sign-in', 'Cache-Control': 'no-store' } })
}
