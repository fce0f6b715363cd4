/** What is known of the worker. Instants are epoch milliseconds. */
export type WorkerSight =
  /** `silentAt`: when it counts as silent unless it is heard before */
  { state: 'at-work'; silentAt: number } | { state: 'silent'; since: number } | { state: 'never-seen' }
