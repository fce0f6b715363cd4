import type { AlarmSummary, AssetFacts, MechanismSummary, ReplicaLag } from '@/lib/inventory/model/facts'

/** An asset with its summary row, as rules need it. Instants are epoch milliseconds. */
export type AssetState = {
  id: string
  system: string
  key: string
  kind: string
  name: string
  identifier: string
  region: string | null
  accountId: string | null
  environment: string | null
  /** AWS's own id, which a recreated instance does not share */
  resourceId: string | null
  planned: boolean
  assumed: boolean
  status: string | null
  facts: AssetFacts
  firstSeenAt: number | null
  confirmedAt: number | null
  goneAt: number | null
  collectorId: string | null
  mechanisms: MechanismSummary[]
  replicaLag: ReplicaLag | null
  alarms: AlarmSummary[]
  /** grows with every change of the summary */
  version: number
}

/** A source of facts, as rules need it. */
export type CollectorState = {
  id: string
  region: string
  service: string
  /** how often it reads, milliseconds */
  intervalMs: number
  lastAttemptAt: number | null
  lastSuccessAt: number | null
  failingSince: number | null
  errorCode: string | null
  errorText: string | null
  incomplete: boolean
}
