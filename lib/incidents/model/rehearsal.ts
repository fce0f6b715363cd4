/** The last finished drill of a system, and the revision of the plan it was held under. */
export type Rehearsal = {
  number: number
  title: string
  /** when it was resolved; epoch milliseconds */
  at: number
  version: string | null
  contentHash: string | null
}
