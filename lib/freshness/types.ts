import type { Sight } from '@/lib/inventory/rules/trust'

/** Instants are epoch milliseconds in UTC, lengths are milliseconds, everywhere in this room. */

/** What one tag can say; MARK_ORDER in verdict.ts ranks them. */
export type Mark =
  | 'breached'
  | 'cannot-meet'
  | 'unknown'
  | 'missed'
  | 'late'
  | 'at-risk'
  | 'running'
  | 'within'
  | 'pending'
  | 'not-measured'

/** What is lost: the instance alone, the data itself (corruption, deletion), or the whole region. */
export type LossKind = 'instance' | 'corruption' | 'region'

/** One thing to restore from, as far as exposure is concerned. */
export type Point = {
  /** the moment whose data it holds */
  consistentAt: number
  /** when it became usable; null while it is still being made */
  completedAt: number | null
  location: string
  region: string
  /** when it stopped, or will stop, to exist; null when no end is known */
  endsAt?: number | null
  /** a replica repeats a deletion: it counts against no corruption */
  replica?: boolean
  inferred?: boolean
  id?: string
  mechanism?: string
}

/** All that is known of one mechanism of one asset in one location. */
export type Source = Sight & {
  mechanism: string
  location: string
  region: string
  kind: 'points' | 'window' | 'replica' | 'versions'
  /** newest completed, usable point */
  newest: { consistentAt: number; completedAt: number; inferred?: boolean; id?: string } | null
  /** earliest and latest restorable time of continuous backup */
  window?: { earliest: number; latest: number } | null
  /** how far a replica is behind, when measured */
  lag?: number | null
  /** a copy is never newer than what it was copied from: not knowing it leaves the verdict on the original alone */
  copy?: boolean
}

/** An objective on lost data. target null: none stated. */
export type RpoObjective = {
  target: number | null
  maximum?: number | null
}

/** What becomes of one expected run. `waiting`: due, but its time to start is not over. */
export type SlotState = 'on-time' | 'late' | 'missed' | 'running' | 'unknown' | 'waiting'

export type Slot = {
  at: number
  state: SlotState
  startedAt: number | null
  completedAt: number | null
}

/** A backup run as seen: a job, or a point that shows one took place. */
export type Run = {
  startedAt: number
  completedAt: number | null
  failed?: boolean
}

/** How one expected schedule is judged. */
export type SlotRule = {
  /** how long after the slot a run may still begin by design */
  startWindow: number
  grace: number
  /** 95th percentile of this schedule's own durations; see p95Duration */
  p95: number
}

/** Exposure over time as straight pieces; `from` included, `to` excluded. Between them exposure runs straight from `start` to `end`. */
export type Segment =
  | { state: 'known'; from: number; to: number; start: number; end: number }
  | { state: 'unknown' | 'pending'; from: number; to: number }

/** Shares of a period, in milliseconds. observed = met + breached + pending; unknown stands beside it. */
export type Compliance = {
  met: number
  breached: number
  pending: number
  unknown: number
  /** met ÷ observed, 0 to 1; null when nothing was observed */
  ratio: number | null
}

/** A stated or found way of protecting, for the design check. */
export type DesignMechanism = {
  name: string
  /** `stream`: logs sent all the time in steps nobody states; it may or may not meet an objective */
  kind: 'schedule' | 'pitr' | 'stream' | 'replica' | 'versions'
  /** longest time between two runs of a schedule; null for the other kinds, or where none is stated */
  interval: number | null
  duration: number
  grace: number
}
