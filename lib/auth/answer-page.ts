import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { DATABASE_STATES, type DatabaseState } from '@/lib/db/model/states'
import { requestNote } from '@/lib/db/request-note'

type Started = { response: ServerResponse }

/**
 * Lets a page that a state of the database kept from being drawn answer 503 with Retry-After, as routes do. Next answers
 * 500 whatever a page throws, so the status is set where the answer's head is written. To be called once a process.
 */
export function answerPagesWith503(): void {
  subscribe('http.server.request.start', (message) => {
    const { response } = message as Started
    let met: DatabaseState | undefined
    requestNote.enterWith({
      note: (state) => {
        met ??= state
      },
    })
    const writeHead = response.writeHead.bind(response) as (...sent: unknown[]) => ServerResponse
    response.writeHead = (status: number, ...more: unknown[]) => {
      if (status !== 500 || !met) return writeHead(status, ...more)
      response.setHeader('retry-after', String(DATABASE_STATES[met].retryAfterS))
      return writeHead(503, ...more)
    }
  })
}
