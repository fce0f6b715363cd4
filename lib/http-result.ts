import { faultOf } from '@/lib/action-result'
import type { ActionFault } from '@/lib/action-result-types'

const STATUS: Record<ActionFault['code'], number> = {
  invalid: 400,
  unauthorised: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  'too-many': 429,
  unavailable: 503,
  unexpected: 500,
}

const PRIVATE = { 'cache-control': 'private, no-store' }

/**
 * Runs a query or command for a route: the value as JSON with 200, a fault as `{ error }` with its status.
 * A Response is passed on as it is. 503 carries Retry-After in seconds.
 */
export async function toHttp(work: () => Promise<unknown>): Promise<Response> {
  try {
    const value = await work()
    return value instanceof Response ? value : Response.json(value, { headers: PRIVATE })
  } catch (error) {
    const fault = faultOf(error)
    const headers = fault.code === 'unavailable' ? { ...PRIVATE, 'retry-after': '2' } : PRIVATE
    return Response.json({ error: fault }, { status: STATUS[fault.code], headers })
  }
}
