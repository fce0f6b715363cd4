import { randomUUID } from 'node:crypto'
import type { ActionFault } from '@/lib/action-result-types'
import { isUnreachable } from '@/lib/db/faults'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'

/** What a person is told of an error. Unknown ones are logged here, once, with the id that the person sees. */
export function faultOf(error: unknown): ActionFault {
  if (error instanceof DomainError) return { code: error.code, message: error.message, fields: error.fields }
  if (isUnreachable(error)) {
    log.warn({ err: messageOf(error) }, 'database not reached')
    return { code: 'unavailable', message: 'Tidemark’s database is not answering. Nothing was changed; try again.' }
  }
  const id = randomUUID().slice(0, 8)
  log.error({ id, err: error }, 'unexpected error')
  return { code: 'unexpected', message: `Something failed that should not. It is in the log as ${id}.`, id }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
