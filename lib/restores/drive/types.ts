import type { AwsInstance, AwsPlace, AwsRestoreJob, CallOutcome, Looked } from '@/lib/aws/types'
import type { Restore } from '@/lib/db/generated/client'
import type { MachineSettings } from '@/lib/restores/machine/types'
import type { RestoreOptions } from '@/lib/restores/model/restore'

/** The AWS calls that a restore needs, as lib/aws offers them; the worker hands them in. */
export type RestoreAws = {
  createFromSnapshot: (request: {
    place: AwsPlace
    snapshot: string
    target: string
    tags: Record<string, string>
    options: RestoreOptions
  }) => Promise<CallOutcome<AwsInstance>>
  createToPointInTime: (request: {
    place: AwsPlace
    source: string
    at: number
    target: string
    tags: Record<string, string>
    options: RestoreOptions
  }) => Promise<CallOutcome<AwsInstance>>
  startBackupRestoreJob: (request: {
    place: AwsPlace
    pointArn: string
    backupRoleArn: string
    target: string
    idempotencyToken: string
    options: RestoreOptions
  }) => Promise<CallOutcome<{ jobId: string }>>
  findInstance: (place: AwsPlace, identifier: string) => Promise<Looked<AwsInstance>>
  findRestoreJob: (
    place: AwsPlace,
    key: { jobId: string } | { pointArn: string; target: string; since: number },
  ) => Promise<Looked<AwsRestoreJob>>
  deleteInstance: (place: AwsPlace, identifier: string) => Promise<CallOutcome<AwsInstance>>
}

/** The places in one drive at which a test stops the worker: before and after each commit and each AWS call. */
export type Step =
  | 'claimed'
  | 'sending-committed'
  | 'called'
  | 'outcome-committed'
  | 'looked'
  | 'look-committed'
  | 'delete-committed'
  | 'delete-called'
  | 'released'

export type DriveDeps = {
  aws: RestoreAws
  /** names this process in the lease */
  owner: string
  settings: MachineSettings & { leaseMs: number }
  log: { info: (fields: object, text: string) => void; warn: (fields: object, text: string) => void }
  /** awaited at each step; tests stop or kill the process here */
  between?: (step: Step, row: Restore) => Promise<void> | void
}

/** A restore held by this worker. `now` is the database's clock; `expired` says that the lease is over. */
export type Claimed = { row: Restore; fence: number; now: () => number; expired: () => boolean }
