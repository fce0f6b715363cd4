import { connect } from 'node:net'
import { encode } from '@/e2e/fuzz/bodies'
import type { Random } from '@/e2e/fuzz/random'
import type { Answer } from '@/e2e/fuzz/send'
import { hostileText } from '@/e2e/fuzz/values'

const PATIENCE_MS = 30_000

/** What Node says before it has read a body; no answer yet. */
const GO_ON = /^HTTP\/1\.1 100 Continue\r\n\r\n/

/** What no client of HTTP writes, as text: control characters, lengths that differ, heads that never end. */
export function rawRequest(address: string, random: Random): string {
  const lines = (...more: string[]) => [`Host: @HOST`, 'Cookie: @COOKIE', ...more].join('\r\n')
  const hostile = hostileText(random).slice(0, 4_000)
  return random.pick<() => string>([
    () => `GET ${address}?q=${hostile} HTTP/1.1\r\n${lines()}\r\n\r\n`,
    () => `${hostile} ${address} HTTP/1.1\r\n${lines()}\r\n\r\n`,
    () => `GET ${address} HTTP/${random.pick(['1.0', '9.9', '2.0', ''])}\r\n${lines()}\r\n\r\n`,
    () => `GET ${address} HTTP/1.1\r\n${lines(`X-${hostile}: ${hostile}`)}\r\n\r\n`,
    () => `GET ${address} HTTP/1.1\r\n${lines(...Array.from({ length: 300 }, (_, i) => `X-${i}: ${i}`))}\r\n\r\n`,
    () => `GET ${address} HTTP/1.1\r\n${lines('Host: other.example')}\r\n\r\n`,
    () => `GET ${address} HTTP/1.1\r\n${lines(`X-Long: ${'x'.repeat(random.below(40_000))}`)}\r\n\r\n`,
    () => `POST ${address} HTTP/1.1\r\n${lines('Content-Length: 5', 'Transfer-Encoding: chunked')}\r\n\r\n0\r\n\r\nx`,
    () => `POST ${address} HTTP/1.1\r\n${lines('Transfer-Encoding: chunked')}\r\n\r\n${hostile}\r\n`,
    () => `POST ${address} HTTP/1.1\r\n${lines('Transfer-Encoding: chunked')}\r\n\r\nffffffff\r\n${hostile}`,
    () =>
      `POST ${address} HTTP/1.1\r\n${lines(`Content-Length: ${random.pick(['-1', '1e3', '5, 6', '99'])}`)}\r\n\r\nx`,
    () => `GET ${address} HTTP/1.1\r\n${lines(' folded: x', 'no colon')}\r\n\r\n`,
    () => `GET ${address} HTTP/1.1\r\n${lines(`Upgrade: ${hostile}`, 'Connection: Upgrade')}\r\n\r\n`,
    () => `POST ${address} HTTP/1.1\r\n${lines('Expect: 100-continue', 'Content-Length: 3')}\r\n\r\nabc`,
    () => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
    () => hostile,
  ])()
}

/** Writes it and ends; the answer is its head. A connection that was only ended is status 0. */
export function sendRaw(site: URL, text: string, cookie: string): Promise<Answer> {
  const since = performance.now()
  return new Promise((resolve) => {
    let heard = ''
    const say = (status: number, said = heard) => {
      resolve({ status, text: said, location: '', ms: performance.now() - since })
      socket.destroy()
    }
    const done = () => say(Number(/^HTTP\/1\.1 (\d{3})/.exec(heard.replace(GO_ON, ''))?.[1] ?? 0))
    const socket = connect(Number(site.port), site.hostname, () => {
      socket.end(encode(text.replaceAll('@HOST', site.host).replaceAll('@COOKIE', cookie || 'none=none')))
    })
    socket.setTimeout(PATIENCE_MS, () => say(599, 'it does not answer'))
    socket.setEncoding('latin1').on('data', (part: string) => {
      heard += part
      if (heard.replace(GO_ON, '').includes('\r\n\r\n')) done()
    })
    socket.on('close', done)
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' ? say(599, error.message) : done(),
    )
  })
}
