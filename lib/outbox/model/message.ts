/** What a message tells: its kind decides how it stands to others on its subject, and for how long it is worth hearing. */
export type MessageKind = 'notice-began' | 'notice-cleared' | 'restore'

/**
 * How a message ended: `withdrawn` for its age and `superseded` as no longer needed were certainly never heard, and what
 * is `doubtful` may have been.
 */
export type EndState = 'delivered' | 'failed' | 'withdrawn' | 'superseded' | 'doubtful'

/** What became of a message so far. */
export type MessageState = 'waiting' | EndState

/** One message as people see it: never its contents' address. Instants are epoch milliseconds. */
export type MessageRow = {
  id: string
  channel: string
  text: string
  state: MessageState
  /** it waits, and an earlier attempt may have arrived */
  mayHaveArrived: boolean
  createdAt: number
  /** when it ended, in whatever way; null while it waits */
  endedAt: number | null
  /** after this it is withdrawn */
  expiresAt: number
  attempts: number
  /** why it ended as it did, or what the last attempt met */
  why: string | null
}

/** The messages to the outside: the newest rows, and how many there are of each state. */
export type Messages = {
  /** the settings of channels without an address: nothing is sent there */
  unaddressed: string[]
  counts: Record<MessageState, number>
  rows: MessageRow[]
}
