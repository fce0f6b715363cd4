import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { deviceCookieHeader } from '@/lib/auth/known-device'
import { type Outcome, optionsFor } from '@/lib/auth/options'
import { isOfThisSite } from '@/lib/auth/rules/landing'
import { env } from '@/lib/env'

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's own addresses. It answers 500 to what a person or a stranger mistyped; here that is 400 and a sentence. */
export async function answerNextAuth(request: NextRequest, context: Context): Promise<Response> {
  const why = refusalOf(request.nextUrl)
  if (why) return refuse(why)
  try {
    const outcome: Outcome = {}
    const options = optionsFor(outcome, (name) => request.cookies.get(name)?.value)
    return withOutcome(await NextAuth(request, context, options), outcome)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return refuse('What was sent cannot be read.')
    throw error
  }
}

/** next-auth's answer to a sign-in, with what it does not say: when to come back, and that this browser is known now. */
function withOutcome(answer: Response, { remembered, retryAfterS }: Outcome): Response {
  const headers = new Headers(answer.headers)
  if (remembered !== undefined) headers.append('set-cookie', deviceCookieHeader(remembered))
  if (retryAfterS !== undefined) headers.set('retry-after', `${retryAfterS}`)
  const status = retryAfterS !== undefined && answer.status === 401 ? 429 : answer.status
  return new Response(answer.body, { status, headers })
}

function refusalOf({ searchParams, origin }: URL): string | null {
  const asked = searchParams.getAll('callbackUrl')
  if (asked.length > 1 || asked.some((one) => !isOfThisSite(one, env.NEXTAUTH_URL ?? origin))) {
    return '"callbackUrl" is no page of this site; it begins with "/".'
  }
  const plain = ['error', 'csrf', 'json', 'provider'].every((name) => /^\w{0,64}$/.test(searchParams.get(name) ?? ''))
  return plain ? null : 'What stands after "?" in the address holds letters that are not expected there.'
}

function refuse(message: string): Response {
  const headers = { 'cache-control': 'private, no-store' }
  return Response.json({ error: { code: 'invalid', message } }, { status: 400, headers })
}
