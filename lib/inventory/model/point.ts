import type { Mechanism, PointStatus } from '@/lib/inventory/model/facts'

/** One thing an asset can be restored from, as last seen. Instants are epoch milliseconds, UTC. */
export type Point = {
  id: string
  identifier: string
  mechanism: Mechanism
  location: string
  region: string
  consistentAt: number
  completedAt: number | null
  inferred: boolean
  status: PointStatus
  sizeBytes: number | null
  encrypted: boolean | null
  kmsKey: string | null
  expiresAt: number | null
  copyOf: string | null
  /** its row's own confirmation, or the last success of its collector, which confirmed every point that is not gone */
  confirmedAt: number
  goneAt: number | null
  collectorId: string | null
}

/** What a drawing of many points needs of each. */
export type DrawnPoint = Pick<Point, 'id' | 'consistentAt' | 'completedAt' | 'inferred' | 'status' | 'goneAt'>

/** The earliest to the latest second that continuous backup can restore to, as observed. Epoch milliseconds, UTC. */
export type Window = {
  mechanism: Mechanism
  location: string
  region: string
  earliest: number
  latest: number
  observedAt: number
  goneAt: number | null
  collectorId: string | null
}
