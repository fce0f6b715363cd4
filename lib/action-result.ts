import { randomUUID } from 'node:crypto'
import type { ActionFault } from '@/lib/action-result-types'
import { DATABASE_STATES, sentenceOf } from '@/lib/db/model/states'
import { stateBehind } from '@/lib/db/state-behind'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'

/** What a person is told of an error. Unknown ones are logged here, once, with the id that the person sees. */
export function faultOf(error: unknown): ActionFault {
  if (error instanceof DomainError) return { code: error.code, message: error.message, fields: error.fields }
  const state = stateBehind(error)
  if (state) {
    log.warn({ state, err: messageOf(error) }, 'database: it could not do what was asked')
    return { code: 'unavailable', message: sentenceOf(state) }
  }
  const id = randomUUID().slice(0, 8)
  log.error({ id, err: error }, 'unexpected error')
  return { code: 'unexpected', message: `Something failed that should not. It is in the log as ${id}.`, id }
}

/** After how many seconds it is worth asking again what failed as unavailable. */
export function retryAfterOf(error: unknown): number {
  return DATABASE_STATES[stateBehind(error) ?? 'away'].retryAfterS
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
