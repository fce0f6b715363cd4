/** What a message tells: its kind decides for how long it is worth something. */
export type MessageKind = 'notice-began' | 'notice-cleared' | 'restore'

/** What became of a message so far. */
export type MessageState = 'waiting' | 'delivered' | 'failed' | 'withdrawn'

/** One message as people see it: never its contents' address. Instants are epoch milliseconds. */
export type MessageRow = {
  id: string
  text: string
  state: MessageState
  createdAt: number
  /** when it was delivered, given up or withdrawn; null while it waits */
  endedAt: number | null
  /** after this it is withdrawn */
  expiresAt: number
  attempts: number
  /** why it was withdrawn, or what the last attempt met */
  why: string | null
}

/** The messages to the outside: the newest rows, and how many there are of each state. */
export type Messages = {
  /** an address is set, so that messages are sent */
  addressed: boolean
  counts: Record<MessageState, number>
  rows: MessageRow[]
}
