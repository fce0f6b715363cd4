import type { CallLog } from '@/lib/sandbox/calls'
import { DRIFT_IDS, type DriftId } from '@/lib/sandbox/drift/ids'
import type { Drifts } from '@/lib/sandbox/drift/switches'
import { FAULT_KINDS, type Fault, type Faults } from '@/lib/sandbox/faults'
import { isToken, TOKEN_FILE } from '@/lib/sandbox/token'
import type { WireReply, WireRequest } from '@/lib/sandbox/wire/dialect'

/** What the operator's hand reaches. */
type Reach = { token: string; calls: CallLog; faults: Faults; drifts: Drifts; health: () => object }

/**
 * The operator's hand on the sandbox, loopback only: `GET /_sandbox/health`, `GET /_sandbox/calls?action=…`,
 * `GET|POST|DELETE /_sandbox/faults`, `GET|PUT /_sandbox/drift`, each with the token. What a web page sent is refused with
 * it or without.
 */
export function createControl({ token, calls, faults, drifts, health }: Reach) {
  return async (request: WireRequest): Promise<WireReply> => {
    const refused = refusalOf(request.headers, token)
    if (refused) return refused
    const { method, url } = request
    const path = url.pathname.slice('/_sandbox'.length)
    if (method === 'GET' && path === '/health') return json(200, health())
    if (method === 'GET' && path === '/calls')
      return json(200, { calls: calls.find(Object.fromEntries(url.searchParams)) })
    if (path === '/drift') {
      const error = method === 'PUT' ? turnDrift(drifts, request.body) : null
      if (error) return json(400, { error })
      if (method !== 'GET' && method !== 'PUT')
        return json(405, { error: `${method} is not answered here, GET and PUT are` })
      return json(200, { drifts: drifts.list() })
    }
    if (path !== '/faults') return json(404, { error: `nothing at ${url.pathname}` })
    if (method === 'DELETE') faults.clear()
    if (method === 'POST') {
      const error = switchFault(faults, request.body)
      if (error) return json(400, { error })
    }
    return json(200, { faults: faults.list() })
  }
}

/** Browsers say where a request comes from; a page elsewhere could have been told the token, or guess at it all day. */
function refusalOf(headers: WireRequest['headers'], token: string): WireReply | null {
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) {
    return json(403, { error: 'The sandbox is not for web pages.' })
  }
  if (isToken(headers.authorization, token)) return null
  return json(401, {
    error: `The sandbox wants its token: "Authorization: Bearer …", kept in ${TOKEN_FILE} of the data folder (TIDEMARK_DATA).`,
  })
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

/** Turns one on or off, or (with `on: false` alone) all back to the start; returns what is wrong with the wish, if anything. */
function turnDrift(drifts: Drifts, body: Buffer): string | null {
  let wish: { account?: unknown; drift?: unknown; on?: unknown } | null
  try {
    wish = JSON.parse(body.toString())
  } catch {
    return 'the body is no JSON'
  }
  const { account, drift, on } = wish ?? {}
  if (typeof on !== 'boolean') return 'on must be true or false'
  if (account === undefined && drift === undefined && !on) {
    drifts.reset()
    return null
  }
  if (!DRIFT_IDS.includes(drift as DriftId)) return `there is no drift ${drift}: it is one of ${DRIFT_IDS.join(', ')}`
  const accounts = drifts.list().flatMap((d) => (d.id === drift ? d.account : []))
  if (!accounts.includes(account as string))
    return `account ${account} has no drift ${drift}; these have it: ${accounts.join(', ')}`
  drifts.turn(account as string, drift as DriftId, on)
  return null
}
