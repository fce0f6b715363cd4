import { type ClientRequest, request } from 'node:http'
import type { Answer } from '@/lib/cli/attacks/model'

/** What a request carries; the Host is the product's own unless another is given. */
export type Sent = {
  method?: string
  headers?: Record<string, string | string[]>
  body?: string
  cookie?: string
  /** is answered with the head alone, and hangs up: for what may go on and on */
  headOnly?: boolean
  /** milliseconds until it is given up, which throws */
  patience?: number
}

/** One request as any program could send it: every method, header and path goes out as it is given. */
export function send(
  site: URL,
  path: string,
  { patience = 30_000, headOnly = false, ...sent }: Sent = {},
): Promise<Answer> {
  const since = performance.now()
  return new Promise((resolve, reject) => {
    const asked = begin(site, path, sent)
    asked.setTimeout(patience, () => asked.destroy(new Error(`no answer in ${patience} ms: ${path.slice(0, 80)}`)))
    asked.on('error', reject)
    asked.on('response', (answer) => {
      let text = ''
      const tell = () => {
        const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
        const setCookies = answer.headers['set-cookie'] ?? []
        resolve({ status: answer.statusCode ?? 0, text, headers, setCookies, ms: performance.now() - since })
      }
      if (headOnly) {
        tell()
        return asked.destroy()
      }
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('error', reject)
      answer.on('end', tell)
    })
  })
}

/** A stream of the product as it is heard: all that came, and whether it has ended. Close it. */
export type Heard = { status: () => number; text: () => string; ended: () => boolean; close: () => void }

/** Opens `/api/live`, or whatever else goes on and on. */
export function listen(site: URL, path: string, cookie: string): Heard {
  let text = ''
  let status = 0
  let ended = false
  const end = () => {
    ended = true
  }
  const asked = begin(site, path, { cookie })
  asked.on('error', end).on('close', end)
  asked.on('response', (answer) => {
    status = answer.statusCode ?? 0
    answer
      .setEncoding('utf8')
      .on('data', (part: string) => (text += part))
      .on('end', end)
      .on('error', end)
  })
  return { status: () => status, text: () => text, ended: () => ended, close: () => asked.destroy() }
}

function begin(site: URL, path: string, { method = 'GET', headers = {}, body = '', cookie }: Sent): ClientRequest {
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const asked = request({
    ...{ host: site.hostname, port: site.port, path, method },
    headers: { host: site.host, ...length, ...(cookie ? { cookie } : {}), ...headers },
  })
  asked.end(body)
  return asked
}
