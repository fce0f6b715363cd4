/** Plain data for the charts. Every instant is epoch ms in UTC, every length is ms. */

/** A straight piece of exposure, or a period in which nothing is known (or no point existed yet). */
export type ExposureSegment =
  | { state: 'known'; from: number; to: number; start: number; end: number }
  | { state: 'unknown' | 'pending'; from: number; to: number }

/** What became of one expected run. */
export type ExpectedRun = {
  at: number
  state: 'on-time' | 'late' | 'missed' | 'running' | 'unknown' | 'waiting'
}

/** Exposure in one location, or after one kind of loss, against its objective. */
export type ExposurePanel = {
  segments: readonly ExposureSegment[]
  /** null where no objective is stated: no line is drawn. */
  rpo: number | null
}

/** A further panel below, where the answer differs: "the same, if us-east-1 is lost". */
export type ExposureLocation = ExposurePanel & {
  sentence: string
}

/** What became of one schedule on one day; `none` where nothing was due. */
export type AdherenceCell = 'on-time' | 'late' | 'missed' | 'breached' | 'unknown' | 'running' | 'waiting' | 'none'

/** One schedule, day by day. */
export type AdherenceRow = {
  name: string
  /** `01:00`, `Sun 01:00`, `PITR`. */
  schedule: string
  /** One cell a day, in the order of the chart's days. */
  cells: readonly AdherenceCell[]
}

/** One recovery point in its lane. */
export type LanePoint = {
  key: string
  consistentAt: number
  /** null while it is still being made. */
  completedAt: number | null
  /** Where choosing it leads. */
  href?: string
  label?: string
  selected?: boolean
  verified?: boolean
  /** The consistent-at is inferred, not stated by the source: drawn hollow. */
  inferred?: boolean
  /** Not usable: expired early, or inside a corrupted interval. */
  unusable?: boolean
}

/** One mechanism in one location. */
export type Lane = {
  key: string
  /** "Automated snapshots". */
  name: string
  /** "RDS, us-east-1". */
  sub: string
  points: readonly LanePoint[]
  /** Restore window of continuous backup. */
  window?: { from: number; to: number }
  /** Holes in the window. */
  gaps?: readonly { from: number; to: number; label?: string }[]
  /** What would be lost, now or at the cursor; null when not known. */
  loss?: { ms: number; breached: boolean } | null
  /** Said in the lane when it has nothing in this window: "newest is 1 Nov 00:00, 20 d before this window". */
  note?: string
  unknown?: boolean
}

/** A restore that was measured. */
export type MeasuredRestore = {
  key: string
  ms: number
  at: number
  kind: 'incident' | 'drill' | 'restore'
  label: string
}

/** A moment with its word. */
export type Moment = {
  at: number
  label: string
}
