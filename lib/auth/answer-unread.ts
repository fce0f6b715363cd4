import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Reach, requestReach } from '@/lib/auth/reached'

type Fault = { status: number; why: string }
type Started = { request: IncomingMessage; response: ServerResponse }

/** Next reads so much of what an action is sent, and no more. Bytes. */
const LARGEST_CALL = 1_048_576

/**
 * Lets a call of an action that Next cannot read answer 400 and a sentence. Next answers 500 to references that lead
 * nowhere, to parts that are missing and to forms that nobody made. Where code of ours was reached a 500 stays one.
 * To be called once a process.
 */
export function answerUnreadCalls(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as Started
    if (!mayCallAction(request)) return
    const reach: Reach = { at: 'nothing' }
    requestReach.enterWith(reach)
    replaceFault(response, () => faultOf(request, reach.at))
  })
}

/** Routes call no action: what fails there is code of ours, whoever was reached. */
function mayCallAction({ method, url = '', headers }: IncomingMessage): boolean {
  if (method !== 'POST' || url.startsWith('/api/')) return false
  return headers['next-action'] !== undefined || /^multipart\/form-data/i.test(headers['content-type'] ?? '')
}

/** After a form's action has answered, Next reads the form once more to say where the answer belongs; before the page. */
function faultOf({ headers }: IncomingMessage, at: Reach['at']): Fault | null {
  const byForm = headers['next-action'] === undefined
  if (at === 'answered' && byForm) {
    return { status: 400, why: 'What was sent is no form of this page. Reload the page to see what was done.' }
  }
  if (at !== 'nothing') return null
  if (Number(headers['content-length']) > LARGEST_CALL) {
    return { status: 413, why: 'What was sent is too large: a form takes 1 MB. Nothing was done.' }
  }
  const why = 'What was sent is no form of this page, and nothing was done. Reload the page, then try again.'
  return { status: 400, why }
}

/** An answer of 500 becomes what `fault` says at the moment its head is written; null leaves it. */
function replaceFault(response: ServerResponse, fault: () => Fault | null): void {
  const writeHead = response.writeHead.bind(response) as (...sent: unknown[]) => ServerResponse
  const write = response.write.bind(response) as (...sent: unknown[]) => boolean
  const end = response.end.bind(response) as (...sent: unknown[]) => ServerResponse
  let said: string | undefined
  const decide = () => {
    // Node would write the head on its own way, past what is laid over it.
    if (!response.headersSent && response.statusCode === 500) response.writeHead(500)
  }
  response.writeHead = (status: number, ...more: unknown[]) => {
    const found = status === 500 ? fault() : null
    if (!found) return writeHead(status, ...more)
    said = `${found.why}\n`
    for (const name of response.getHeaderNames())
      if (/^(content-|transfer-|x-action|etag|vary)/.test(name)) response.removeHeader(name)
    return writeHead(found.status, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(said),
    })
  }
  response.write = ((...sent: unknown[]) => {
    decide()
    return said === undefined ? write(...sent) : true
  }) as ServerResponse['write']
  response.end = ((...sent: unknown[]) => {
    decide()
    const done = sent.find((each) => typeof each === 'function')
    return said === undefined ? end(...sent) : end(said, done)
  }) as ServerResponse['end']
}
