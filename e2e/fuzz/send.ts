import { type Agent, type IncomingMessage, request } from 'node:http'
import { encode } from '@/e2e/fuzz/bodies'
import type { Input } from '@/e2e/fuzz/inputs'

/** What came of an input. No answer at all is status 599, with the reason as its text. */
export type Answer = { status: number; text: string; location: string; ms: number }

const PATIENCE_MS = 30_000

/** Sends an input as it stands: a browser would mend it first. */
export async function send(site: URL, input: Input, cookie: string, agent: Agent): Promise<Answer> {
  const first = await once(site, input, cookie, agent)
  // A connection that the server let go just as it was taken up again says nothing about the input.
  return first.stale ? once(site, input, cookie, agent) : first
}

function once(site: URL, input: Input, cookie: string, agent: Agent): Promise<Answer & { stale: boolean }> {
  const since = performance.now()
  return new Promise((resolve) => {
    const say = (status: number, text: string, location = '', stale = false) => {
      resolve({ status, text, location, stale, ms: performance.now() - since })
    }
    const { method, body } = input
    const asked = request({
      agent,
      host: site.hostname,
      port: site.port,
      method,
      path: pathOf(input),
      headers: headersOf(site, input, cookie),
    })
    asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error('it does not answer')))
    asked.on('error', (error: NodeJS.ErrnoException) => {
      say(599, error.message, '', asked.reusedSocket && error.code === 'ECONNRESET')
    })
    asked.on('response', (answer: IncomingMessage) => {
      const status = answer.statusCode ?? 0
      const location = answer.headers.location ?? ''
      if (answer.headers['content-type']?.startsWith('text/event-stream')) {
        say(status, '', location)
        return answer.destroy()
      }
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => say(status, text, location)).on('error', (error) => say(599, error.message))
    })
    asked.end(body)
  })
}

/** Bytes for letters: what is beyond ASCII goes as UTF-8, what Node refuses to send is left out. */
function pathOf({ path }: Input): string {
  return (
    bytesOf(path)
      .replace(/[^!-~\x80-\xff]/g, '')
      .slice(0, 12_000) || '/'
  )
}

function headersOf({ host }: URL, { headers, body, bare }: Input, cookie: string): string[] {
  const ours = headers.some(([name]) => name === 'Cookie')
  const all = [['Host', host], ...(bare || cookie === '' ? [] : [['Cookie', cookie]]), ...headers]
  const joined =
    ours && !bare
      ? [['Host', host], ...headers.map(([name, value]) => [name, name === 'Cookie' ? `${cookie}; ${value}` : value])]
      : all
  const length = body ? [['Content-Length', String(body.length)]] : []
  return [...joined, ...length].flatMap(([name = '', value = '']) => {
    return [
      name,
      bytesOf(value)
        .replace(/[^\t -~\x80-\xff]/g, '')
        .slice(0, 9_000),
    ]
  })
}

function bytesOf(text: string): string {
  return encode(text).toString('latin1')
}
