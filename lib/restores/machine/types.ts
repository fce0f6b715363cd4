import type { NeededApproval } from '@/lib/plans/rules/approval'
import type { Repeat } from '@/lib/restores/methods/model/method'
import type { RestoreState } from '@/lib/restores/model/restore'

/** What of a restore decides its next move. Instants are epoch milliseconds, UTC. */
export type MachineRestore = {
  state: RestoreState
  stateSince: number
  /** what makes a second call safe */
  repeat: Repeat
  targetName: string
  requesterId: string
  paramsHash: string
  approvalRequired: boolean
  /** What the last approval covered; it stays when it is void, so that the screen can strike it. */
  approvalHash: string | null
  approvedById: string | null
  approvalExpiresAt: number | null
  sendCount: number
  firstSentAt: number | null
  lastSentAt: number | null
  awsJobId: string | null
  awsResourceId: string | null
  awsStatus: string | null
  percent: number | null
  failureCode: string | null
  failureText: string | null
}

/** What AWS says about the thing that is ours. */
export type Sighting = { jobId?: string | null; resourceId?: string | null; status: string; percent?: number | null }

type Person = { id: string; name: string }

/** Who has to agree, and why, in words; which person that is was decided before. */
export type AskedFor = Pick<NeededApproval, 'by' | 'says'>

/**
 * What people do to a restore, and the worker's first call. `at` is when, epoch milliseconds. `approval`: who the plans
 * in force at that moment want to agree; null: nobody. `again`: who has to agree once more, because whoever did is no second
 * person; null: what was given stands.
 */
export type EarlyEvent =
  | { kind: 'approve'; at: number; by: Person; hash: string }
  | { kind: 'reject'; at: number; by: Person; reason: string }
  | { kind: 'expire'; at: number }
  | { kind: 'change'; at: number; by: Person; paramsHash: string; targetName: string; approval: AskedFor | null }
  | { kind: 'cancel'; at: number; by: Person }
  | { kind: 'send'; at: number; approval: AskedFor | null; again?: AskedFor | null }

/** What AWS answers, to a call or to a look. */
export type LateEvent =
  | { kind: 'accepted'; at: number; sighting: Sighting }
  | { kind: 'rejected'; at: number; code: string; sentence: string }
  | { kind: 'in-doubt'; at: number; code: string; sentence: string }
  | { kind: 'seen'; at: number; sighting: Sighting }
  | { kind: 'absent'; at: number; approval?: AskedFor | null; again?: AskedFor | null }
  | { kind: 'foreign'; at: number }
  | { kind: 'look-failed'; at: number; code: string; sentence: string }
  | { kind: 'available'; at: number; sighting: Sighting }
  | { kind: 'broken'; at: number; code: string; sentence: string }

/** Everything that can happen to a restore. */
export type RestoreEvent = EarlyEvent | LateEvent | { kind: 'close'; at: number; by: Person; reason: string }

/**
 * What is to be done after the next state is committed. `after` is milliseconds from the event; `status` is AWS's own
 * word for the instance or the job, from which phases are measured.
 */
export type Effect =
  | { kind: 'record'; text: string; code?: string; status?: string }
  | { kind: 'send' }
  | { kind: 'look'; after: number }

/** settleMs: how long an absence must last before the request is repeated. */
export type MachineSettings = { settleMs: number; pollMs: number }

/** `refused` is null when the event was allowed, else the sentence that says why not; then nothing changes. */
export type Transition = { next: MachineRestore; effects: Effect[]; refused: string | null }

/** How long a request waits for an approver before it expires. Milliseconds. */
export const APPROVAL_MS = 4 * 3_600_000

/** What a worker waits when nothing else is set. Milliseconds. */
export const DEFAULT_SETTINGS: MachineSettings = { settleMs: 60_000, pollMs: 5_000 }
