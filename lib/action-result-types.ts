import type { ErrorCode } from '@/lib/errors'

/** What a form shows when a command did not do what was asked. */
export type ActionFault = {
  code: ErrorCode | 'unexpected'
  /** one sentence for the person */
  message: string
  /** a sentence per field of the form */
  fields?: Record<string, string>
  /** where to find an unexpected error in the log */
  id?: string
}

/** What every server action answers. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionFault }
