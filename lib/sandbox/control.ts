import type { CallLog } from './calls'
import { FAULT_KINDS, type Fault, type Faults } from './faults'
import type { WireReply, WireRequest } from './wire/dialect'

/**
 * The operator's hand on the sandbox, loopback only: `GET /_sandbox/health`, `GET /_sandbox/calls?action=…`,
 * `GET|POST|DELETE /_sandbox/faults`. A request that a web page sent (it carries an Origin) is refused.
 */
export function createControl(calls: CallLog, faults: Faults, health: () => object) {
  return async (request: WireRequest): Promise<WireReply> => {
    if (request.headers.origin) return json(403, { error: 'not for browsers' })
    const { method, url } = request
    const path = url.pathname.slice('/_sandbox'.length)
    if (method === 'GET' && path === '/health') return json(200, health())
    if (method === 'GET' && path === '/calls')
      return json(200, { calls: calls.find(Object.fromEntries(url.searchParams)) })
    if (path !== '/faults') return json(404, { error: `nothing at ${url.pathname}` })
    if (method === 'DELETE') faults.clear()
    if (method === 'POST') {
      const error = switchFault(faults, request.body)
      if (error) return json(400, { error })
    }
    return json(200, { faults: faults.list() })
  }
}

const json = (status: number, body: object): WireReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Turns one on or off; returns what is wrong with the wish, if anything. */
function switchFault(faults: Faults, body: Buffer): string | null {
  let wish: Partial<Fault> & { on?: boolean; times?: number }
  try {
    wish = JSON.parse(body.toString())
  } catch {
    return 'the body is no JSON'
  }
  const { kind, account, region, service, action, ms, times, on = true } = wish
  if (!kind || !FAULT_KINDS.includes(kind)) return `kind must be one of ${FAULT_KINDS.join(', ')}`
  const fault = { kind, account, region, service, action }
  if (on) faults.on({ ...fault, ms, left: times })
  else faults.off(fault)
  return null
}
