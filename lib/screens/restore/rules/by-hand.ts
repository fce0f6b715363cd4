import type { RestoreState } from '@/lib/restores/model/restore'

type Sent = { state: RestoreState; firstSentAt: Date | null; failureCode: string | null; deletedAt: Date | null }

/**
 * What the command of a restore is, to who reads it. ready: everybody has agreed and AWS was not asked, so it may be
 * typed when the worker is away. record: AWS was asked, and to type it again could restore twice. null: nobody agreed,
 * or nothing comes of it, so there is nothing to type.
 */
export function commandIs({ state, firstSentAt }: Sent): 'ready' | 'record' | null {
  if (firstSentAt !== null) return 'record'
  return state === 'APPROVED' ? 'ready' : null
}

/** Whether something may be at AWS of which nobody knows: a person has to look, or gave up looking. */
export function mayBeLeft({ state, firstSentAt, failureCode, deletedAt }: Sent): boolean {
  if (firstSentAt === null || deletedAt !== null) return false
  return state === 'NEEDS_HUMAN' || failureCode === 'closed'
}
