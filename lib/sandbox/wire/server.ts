import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { Readable } from 'node:stream'
import { authenticate, type Principal } from '@/lib/sandbox/wire/credentials'
import { type Speaker, speakerOf, type WireReply, type WireRequest } from '@/lib/sandbox/wire/dialect'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import type { Call, Service } from '@/lib/sandbox/wire/service'

/** What a fault does to one call. `lose-reply` acts and then drops the connection. */
export type Disturbance =
  | { kind: 'throttle' | 'error' | 'html' | 'down' | 'deny' | 'lose-reply' | 'repeat-token' }
  | { kind: 'slow'; ms: number }

/** A call and how it ended, for the call log. */
export type Answered = { call: Call; input: unknown; status: number; code: string | null }

export type WireOptions = {
  services: readonly Service[]
  accounts: ReadonlySet<string>
  clock(): number
  /** Calls wait for it; the control endpoint does not. */
  ready: Promise<void>
  disturbances(call: Call): Disturbance[]
  /** Called before the answer leaves. */
  record(answered: Answered): void
  /** Answers for everything under `/_sandbox/`; undefined where there is nothing. */
  control(request: WireRequest): Promise<WireReply>
}

/** The HTTP server that speaks AWS. The caller listens and closes. */
export function createWireServer(options: WireOptions): http.Server {
  const speakers = new Map(options.services.map((service) => [service.name, speakerOf(service)]))
  const server = http.createServer((req, res) => {
    answer(req, options, speakers).then(
      (reply) => send(req, res, reply),
      () => req.socket.destroy(),
    )
  })
  server.keepAliveTimeout = 60_000
  return server
}

/** Rejects when the connection is to be dropped without an answer. */
async function answer(req: http.IncomingMessage, options: WireOptions, speakers: Map<string, Speaker>) {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const url = new URL(req.url ?? '/', 'http://sandbox')
  const request: WireRequest = { method: req.method ?? 'GET', url, headers: req.headers, body: Buffer.concat(chunks) }
  if (url.pathname.startsWith('/_sandbox/')) return options.control(request)
  await options.ready
  const requestId = randomUUID()
  const now = options.clock()
  let principal: Principal
  try {
    const token = req.headers['x-amz-security-token']
    principal = authenticate(
      { authorization: req.headers.authorization, token: typeof token === 'string' ? token : undefined },
      options.accounts,
      now,
    )
  } catch (error) {
    return guess(speakers, request).replyFault(error as AwsFault, request, requestId)
  }
  const speaker = speakers.get(principal.service)
  if (!speaker) {
    const unknown = new AwsFault('UnknownService', `${principal.service} is not answered by this sandbox`, 404)
    return guess(speakers, request).replyFault(unknown, request, requestId)
  }
  return perform(speaker, principal, request, requestId, now, options)
}

async function perform(
  speaker: Speaker,
  { account, region, role }: Principal,
  request: WireRequest,
  requestId: string,
  at: number,
  options: WireOptions,
): Promise<WireReply> {
  const call: Call = {
    service: speaker.service.name,
    action: '?',
    account,
    region,
    role,
    at,
    requestId,
    repeatToken: false,
  }
  let input: unknown
  let lose = false
  const finish = (reply: WireReply, code: string | null) => {
    options.record({ call, input, status: reply.status, code })
    if (lose) throw new Error('reply lost on purpose')
    return { ...reply, headers: { ...reply.headers, 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId } }
  }
  try {
    const understood = speaker.understand(request)
    call.action = understood.action
    for (const disturbance of options.disturbances(call)) {
      if (disturbance.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, disturbance.ms))
      else if (disturbance.kind === 'lose-reply') lose = true
      else if (disturbance.kind === 'repeat-token') call.repeatToken = true
      else if (disturbance.kind === 'html') return finish(htmlPage(), 'html')
      else if (disturbance.kind === 'down') {
        lose = true
        return finish({ status: 0, headers: {}, body: '' }, 'down')
      } else throw faultOf(disturbance.kind, call)
    }
    input = await understood.read()
    const handler = speaker.service.handlers[call.action]
    if (!handler) throw new AwsFault('NotImplemented', `${call.action} is not answered by this sandbox`, 501)
    const output = await handler(input as never, call)
    return finish(understood.reply(output, requestId), null)
  } catch (error) {
    if (lose && !(error instanceof AwsFault)) throw error
    const fault = error instanceof AwsFault ? error : new AwsFault('InternalFailure', `${error}`, 500)
    if (!(error instanceof AwsFault)) console.error(`${call.service} ${call.action}`, error)
    return finish(speaker.replyFault(fault, request, requestId), fault.code)
  }
}

function faultOf(kind: 'throttle' | 'error' | 'deny', { service, action, account, region, role }: Call): AwsFault {
  if (kind === 'throttle') {
    if (service === 's3') return new AwsFault('SlowDown', 'Please reduce your request rate.', 503)
    const code = service === 'backup' ? 'ThrottlingException' : 'Throttling'
    return new AwsFault(code, 'Rate exceeded', service === 'backup' ? 429 : 400)
  }
  if (kind === 'deny') return accessDenied(service, `${role ?? account} may not ${action} in ${region}`)
  if (service === 's3') return new AwsFault('ServiceUnavailable', 'Service is unable to handle request.', 503)
  return new AwsFault('InternalFailure', 'The request processing has failed because of an internal failure.', 503)
}

/** A refusal as the service words it. */
export function accessDenied(service: string, message: string): AwsFault {
  return new AwsFault(service === 'backup' ? 'AccessDeniedException' : 'AccessDenied', message, 403)
}

const htmlPage = (): WireReply => ({
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>',
})

/** Who would have answered a request without a usable credential, by its looks. */
function guess(speakers: Map<string, Speaker>, { headers }: WireRequest): Speaker {
  const target = String(headers['x-amz-target'] ?? '')
  const form = String(headers['content-type'] ?? '').includes('form-urlencoded')
  const name = target.startsWith('Granite')
    ? 'monitoring'
    : form
      ? 'rds'
      : headers['x-amz-content-sha256']
        ? 's3'
        : 'backup'
  return (speakers.get(name) ?? speakers.values().next().value) as Speaker
}

function send(req: http.IncomingMessage, res: http.ServerResponse, { status, headers, body }: WireReply) {
  res.writeHead(status, headers)
  if (req.method === 'HEAD' || body === undefined || body === null) return res.end()
  if (body instanceof Readable) return body.pipe(res)
  return res.end(body instanceof Uint8Array ? body : String(body))
}
