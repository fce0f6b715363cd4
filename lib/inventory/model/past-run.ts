/** A point or a job of the past, as far as schedules are concerned. Instants are epoch milliseconds. */
export type PastRun = {
  assetId: string
  mechanism: string
  location: string
  startedAt: number | null
  consistentAt: number
  completedAt: number | null
  status: string
  /** id of the plan's policy, where the object's name tells */
  policy: string | null
  goneAt: number | null
  /** when the store will remove it, where the store says so */
  expiresAt: number | null
}
