import type { ActionFault, ActionResult } from '@/lib/action-result-types'
import { isNavigation } from '@/lib/errors'

const NOT_SENT: ActionFault = {
  code: 'unavailable',
  message:
    'The server cannot be reached, so nothing was changed. What you typed stays here; notes of an incident go on and wait in this browser.',
}

const NO_ANSWER: ActionFault = {
  code: 'unavailable',
  message:
    'The server did not answer, so it is not known whether this was recorded. What you typed stays here; look before you send it again.',
}

/**
 * Runs a server action and waits for its answer; never rejects. A connection that is lost is a fault like another. Null
 * when there is nothing to show because Next goes to another page: a redirect, or a session that has ended.
 */
export async function readAnswer<T>(act: () => Promise<ActionResult<T>>): Promise<ActionResult<T> | null> {
  const offline = !navigator.onLine
  try {
    return await act()
  } catch (error) {
    return isNavigation(error) ? null : { ok: false, error: offline ? NOT_SENT : NO_ANSWER }
  }
}
