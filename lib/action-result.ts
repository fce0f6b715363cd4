import { randomUUID } from 'node:crypto'
import type { ActionFault, ActionResult } from '@/lib/action-result-types'
import { isUnreachable } from '@/lib/db/faults'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'

/**
 * Runs a command for a server action: what a person can mend comes back as a value, anything else as one sentence
 * with an id that is also in the log. Errors by which Next itself navigates pass through.
 */
export async function toActionResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (isNavigation(error)) throw error
    return { ok: false, error: faultOf(error) }
  }
}

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

function isNavigation(error: unknown): boolean {
  const digest = (error as { digest?: unknown } | null)?.digest
  return typeof digest === 'string' && digest.startsWith('NEXT_')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
