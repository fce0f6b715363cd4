import { faultOf, retryAfterOf } from '@/lib/action-result'
import type { ActionFault } from '@/lib/action-result-types'
import type { SignedIn } from '@/lib/auth/model/actor'
import { recordRefusal } from '@/lib/auth/record-refusal'
import { currentActor } from '@/lib/auth/session'
import { refuseIllFormed } from '@/lib/door/rules/well-formed'
import { Unauthorised } from '@/lib/errors'

const STATUS: Record<ActionFault['code'], number> = {
  invalid: 400,
  unauthorised: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  confirm: 428,
  'too-many': 429,
  unavailable: 503,
  unexpected: 500,
}

const PRIVATE = { 'cache-control': 'private, no-store' }

/** What a route's work is given: the person, the parts of the path by name, and the query of the address. */
export type Asked<P> = { actor: SignedIn; request: Request; params: P; search: URLSearchParams }

/**
 * Makes the handler of an API route for people who are signed in. What `work` returns is answered as JSON with 200, a
 * Response as it is; a fault as `{ error }` with its status, whether it arose in the work or in finding out who asks.
 * Nobody signed in is 401, ill-formed text in the address 400; a database that is away is 503 with Retry-After in seconds.
 */
export function answerRequest<P = object>(
  work: (asked: Asked<P>) => Promise<unknown>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, context) => {
    let actor: SignedIn | null = null
    try {
      actor = await currentActor()
      if (!actor)
        throw new Unauthorised('Your session has ended. Sign in again; what you wrote is kept in this browser.')
      const { searchParams: search } = new URL(request.url)
      const params = await context.params
      refuseIllFormed(params)
      for (const [name, value] of search) refuseIllFormed({ [name]: value })
      const value = await work({ actor, request, params, search })
      const answer = value instanceof Response ? value : Response.json(value, { headers: PRIVATE })
      return request.method === 'HEAD' ? await headOf(answer) : answer
    } catch (error) {
      const address = `${request.method} ${new URL(request.url).pathname}`.slice(0, 200)
      await recordRefusal(actor, error, { type: 'route', id: address })
      const fault = faultOf(error)
      const headers = fault.code === 'unavailable' ? { ...PRIVATE, 'retry-after': `${retryAfterOf(error)}` } : PRIVATE
      return Response.json({ error: fault }, { status: STATUS[fault.code], headers })
    }
  }
}

/** A body that nobody will read is ended here: Next leaves it open. */
async function headOf({ body, status, headers }: Response): Promise<Response> {
  await body?.cancel()
  return new Response(null, { status, headers })
}
