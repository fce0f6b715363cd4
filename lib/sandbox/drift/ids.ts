import type { Account } from '@/lib/sandbox/world/types'

/** Every way in which an account may come to differ from its plan. */
export const DRIFT_IDS = [
  'asset-missing',
  'multi-az-off',
  'encryption-off',
  'deletion-protection-off',
  'retention-short',
  'backup-window-moved',
  'maintenance-window-moved',
  'pitr-off',
  'parameter-group-default',
  'option-group-default',
  'replica-not-replicating',
  'snapshot-public',
  'vault-absent',
  'vault-unlocked',
  'backup-plan-schedule',
  'backup-plan-retention',
  'backup-plan-absent',
  'copy-absent',
  'copy-old',
  'ladder-oldest-missing',
  'versioning-suspended',
  'replication-removed',
  'lifecycle-changed',
  'alarm-absent',
] as const
export type DriftId = (typeof DRIFT_IDS)[number]

/** One drift of one account. */
export type Switch = {
  id: DriftId
  account: string
  /** Where it shows. */
  region: string
  /** What it does, in a sentence. */
  what: string
  /** On from the start. */
  standing?: true
  /** The account with this drift; `since` is when it was switched on, epoch ms. */
  change(account: Account, since: number): Account
}
