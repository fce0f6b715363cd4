import type { RestoreState } from '@/lib/restores/model/restore'

/** The mark a state is drawn with (components/ui/mark) and the words beside it. */
export const STATE_WORDS: Record<
  RestoreState,
  { mark: 'running' | 'waiting' | 'info' | 'within' | 'at-risk' | 'unknown' | 'failed'; word: string }
> = {
  PENDING_APPROVAL: { mark: 'waiting', word: 'Waits for approval' },
  APPROVED: { mark: 'waiting', word: 'Queued' },
  SENDING: { mark: 'running', word: 'Asking AWS' },
  UNCONFIRMED: { mark: 'unknown', word: 'Not confirmed' },
  RUNNING: { mark: 'running', word: 'Running' },
  VERIFYING: { mark: 'running', word: 'Verifying' },
  AWAITING_CUTOVER: { mark: 'info', word: 'Available, not verified' },
  COMPLETED: { mark: 'within', word: 'Completed' },
  REJECTED: { mark: 'info', word: 'Rejected' },
  EXPIRED: { mark: 'info', word: 'Expired' },
  CANCELLED: { mark: 'info', word: 'Cancelled' },
  FAILED: { mark: 'failed', word: 'Failed' },
  NEEDS_HUMAN: { mark: 'at-risk', word: 'Needs a person' },
}

/** A fingerprint as people compare it: four groups of four. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
}
