import type { AwsPlace } from '@/lib/aws/types'
import type { Restore } from '@/lib/db/generated/client'
import type { MachineSettings } from '@/lib/restores/machine/types'
import type { Methods, RestorePorts } from '@/lib/restores/methods/registry'

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
  /** the calls at AWS, made by the real SDK */
  ports: RestorePorts
  /** every way to restore that this worker knows */
  methods: Methods
  /** names this process in the lease */
  owner: string
  settings: MachineSettings & { leaseMs: number }
  log: { info: (fields: object, text: string) => void; warn: (fields: object, text: string) => void }
  /** awaited at each step; tests stop or kill the process here */
  between?: (step: Step, row: Restore) => Promise<void> | void
}

/** A restore held by this worker. `clock` is the database's; `expired` says that the lease is over. */
export type Claimed = { row: Restore; fence: number; clock: () => number; expired: () => boolean }

/** The claimed restore with the way that it names and the place where it happens. */
export type Held = Claimed & { method: Methods[number]; place: AwsPlace }
