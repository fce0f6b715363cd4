import type { Mechanism } from '@/lib/inventory/model/facts'
import type { RestoreMethod, RestoreState } from '@/lib/restores/model/restore'

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

/** How it is restored, for a sentence or a column. */
export const METHOD_WORDS: Record<RestoreMethod, string> = {
  snapshot: 'snapshot',
  'aws-backup': 'AWS Backup point',
  'point-in-time': 'point in time',
}

/** A mechanism as people call it, for lanes, tables and filters. */
export const MECHANISM_WORDS: Record<Mechanism, string> = {
  'rds-automated': 'PITR',
  'rds-snapshot-automated': 'Automated snapshot',
  'rds-snapshot-manual': 'Manual snapshot',
  'rds-snapshot-copy': 'Snapshot copy',
  'aws-backup': 'AWS Backup',
  'aws-backup-copy': 'AWS Backup copy',
  's3-object': 'Object',
  replica: 'Replica',
}

/** How Tidemark can restore from a point of this mechanism; null when it cannot (an object has to be loaded by hand). */
export function methodFor(mechanism: Mechanism): RestoreMethod | null {
  if (mechanism === 'rds-automated') return 'point-in-time'
  if (mechanism === 'aws-backup' || mechanism === 'aws-backup-copy') return 'aws-backup'
  if (mechanism.startsWith('rds-snapshot-')) return 'snapshot'
  return null
}

/** A fingerprint as people compare it: four groups of four. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
}
