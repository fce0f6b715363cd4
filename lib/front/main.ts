import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { env, requireEnv } from '@/lib/env'
import { type Refusal, refusalOf, valuesOf } from '@/lib/front/rules/admit'
import { soundCookies } from '@/lib/front/rules/cookies'
import { hostsOf } from '@/lib/front/rules/hosts'
import { peerOf } from '@/lib/front/rules/peer'
import { log } from '@/lib/log'

/** Whoever sends a request in drops is let go after this. Milliseconds. */
const PATIENCE_MS = 30_000

/** What a sender may not say of itself, unless a proxy of ours says it. */
const SAID_BY_PROXIES = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded'] as const

// The web process: Next, and before it the little that Next answers with no sentence, or believes.
const { PORT: port } = env
const hosts = hostsOf(new URL(requireEnv('NEXTAUTH_URL')), port, env.TIDEMARK_HOSTS)
const app = next({ dev: false, hostname: '127.0.0.1', port })
await app.prepare()
const answer = app.getRequestHandler()

const limits = { requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS / 2 }
const server = createServer(limits, (request, response) => {
  const { method = '', url = '', rawHeaders } = request
  const refusal = refusalOf({ method, url, rawHeaders }, { hosts })
  if (refusal) return refuse(response, refusal)
  rewriteHeaders(request)
  answer(request, response).catch((error: unknown) => {
    log.error({ err: error }, 'web: a request was not answered')
    response.destroy()
  })
})
// What is no HTTP ends its connection, and nothing else.
server.on('clientError', (_, socket) => {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
})
server.listen(port, '127.0.0.1')

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0))

function refuse(response: ServerResponse, { status, why, headers }: Refusal): void {
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.end(`${why}\n`)
}

/** From here on x-forwarded-for is one address, which is not the sender's to choose. */
function rewriteHeaders({ headers, rawHeaders, socket }: IncomingMessage): void {
  const proxies = env.TIDEMARK_PROXIES
  headers['x-forwarded-for'] = peerOf(socket.remoteAddress ?? '', valuesOf(rawHeaders, 'x-forwarded-for'), proxies)
  const said = String(headers['x-forwarded-host'] ?? '').toLowerCase()
  for (const name of SAID_BY_PROXIES) {
    if (proxies === 0 || (name === 'x-forwarded-host' && !hosts.has(said))) delete headers[name]
  }
  if (headers.cookie !== undefined) headers.cookie = soundCookies(headers.cookie, hosts)
  if (headers.cookie === '') delete headers.cookie
}
