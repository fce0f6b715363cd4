import { randomUUID } from 'node:crypto'
import { db, type Tx } from '@/lib/db/client'
import { codeOf, databaseState } from '@/lib/db/faults'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import { changeLine, holdLine, type Place } from '@/lib/outbox/line-store'
import { type Answer, type ChannelName, SEND_LIMIT_MS } from '@/lib/outbox/model/channels'
import { answered, claimed } from '@/lib/outbox/rules/line'

/** A message that this worker alone may send until its claim `by` runs out; `attempts` counts this one. */
export type ClaimedMessage = {
  id: string
  by: string
  channel: ChannelName
  subject: string
  sequence: string
  dedupeKey: string
  payload: unknown
  attempts: number
}

type Log = Pick<typeof log, 'warn'>

/** A claim outlasts an attempt by far, so that who was held up between claim and attempt can still tell that it has. */
const CLAIM_MS = 2 * SEND_LIMIT_MS
const AT_ONCE = 20

/** How long after asking for a claim an attempt may still begin, in milliseconds: it ends before the claim does. */
export const BEGIN_WITHIN_MS = CLAIM_MS - SEND_LIMIT_MS

/**
 * Takes due messages of these channels, oldest first: the first of each subject, while no other on it is under way. Two
 * workers never take the same one. What a killed worker had taken counts as possibly arrived once its claim ran out.
 * One that cannot be taken holds up no other subject: it is said to `told`, once a round; thrown where it leaves none.
 */
export async function claimMessages(channels: readonly ChannelName[], told: Log = log): Promise<ClaimedMessage[]> {
  if (channels.length === 0) return []
  const due = await db.$queryRaw<Place[]>`
    SELECT m.channel, m.subject FROM outbox_message m
    WHERE m.state = 'waiting' AND m.channel = ANY(${channels}) AND m.next_attempt_at <= now()
      AND (m.claim IS NULL OR m.claimed_until <= now()) AND NOT EXISTS (SELECT 1 FROM outbox_message e
        WHERE e.channel = m.channel AND e.subject = m.subject AND e.state = 'waiting' AND e.seq < m.seq)
    ORDER BY m.seq LIMIT ${AT_ONCE}`
  const messages: ClaimedMessage[] = []
  const faults: unknown[] = []
  for (const place of due) {
    try {
      const message = await transaction((tx) => claimFirst(tx, place))
      if (message) messages.push(message)
    } catch (error) {
      faults.push(error)
      // Others would wait for the same database, and what was taken before would not be sent in time.
      if (databaseState(error)) break
    }
  }
  if (faults.length === 0) return messages
  // What was taken has to be sent, or it would count as possibly arrived.
  if (messages.length === 0) throw faults[0]
  // A fault's text may hold the row: its code has to do.
  told.warn({ fault: faultOf(faults[0]), taken: messages.length }, 'messages: not all that is due could be taken')
  return messages
}

function faultOf(error: unknown): string {
  return codeOf(error) || (error instanceof Error ? error.name : 'unknown')
}

/** The query only guesses: whether the first of a line may go is decided while the line is held. */
async function claimFirst(tx: Tx, place: Place): Promise<ClaimedMessage | null> {
  const by = randomUUID()
  const { pending } = await changeLine(tx, await holdLine(tx, place), (line, now) =>
    claimed(line, { by, until: now + CLAIM_MS }, now),
  )
  const [head] = pending
  if (head?.claim?.by !== by) return null
  const { id, channel, subject, seq, dedupeKey, payload, attempts } = await tx.outboxMessage.findUniqueOrThrow({
    where: { id: head.id },
  })
  return { id, by, channel: channel as ChannelName, subject, sequence: String(seq), dedupeKey, payload, attempts }
}

/** Writes down what became of an attempt, unless its claim was lost: then another has the message. */
export async function settleMessage(message: ClaimedMessage, answer: Answer): Promise<void> {
  await transaction(async (tx) =>
    changeLine(tx, await holdLine(tx, message), (line, now) => answered(line, message, answer, now)),
  )
}
