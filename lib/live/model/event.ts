/** The Postgres channel that carries live events. */
export const LIVE_CHANNEL = 'tidemark_live'

/** What can change under a reader's eyes. */
export type LiveTopic =
  | 'board'
  | 'system'
  | 'asset'
  | 'restore'
  | 'incident'
  | 'review'
  | 'plans'
  | 'collectors'
  | 'audit'
  | 'users'

/** Something changed: which thing, and to which version where it has one. */
export type LiveEvent = {
  topic: LiveTopic
  id: string
  version?: number
}
