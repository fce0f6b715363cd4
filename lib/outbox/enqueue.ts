import { randomUUID } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { changeLine, holdLine } from '@/lib/outbox/line-store'
import { CHANNEL_NAMES } from '@/lib/outbox/model/channels'
import type { MessageKind } from '@/lib/outbox/model/message'
import { KINDS } from '@/lib/outbox/rules/kinds'
import { said } from '@/lib/outbox/rules/line'

export type OutgoingMessage = {
  kind: MessageKind
  /** what it speaks of: words on one subject are heard in the order in which they were written, or not at all */
  subject: string
  /** the same key is said once over each channel, whoever enqueues it and however often */
  dedupeKey: string
  payload: Prisma.InputJsonObject
}

/**
 * Puts a message to the outside into the transaction that caused it, once for each channel; the worker delivers it. Who
 * comes back hears what leads from what they heard last to how things are, not the history. All times are the database's:
 * a writer whose clock is ahead delays nothing.
 *
 * @returns true when it is new and somebody has to be told
 */
export async function enqueue(tx: Tx, message: OutgoingMessage): Promise<boolean> {
  const { kind, subject, dedupeKey, payload } = message
  let told = false
  for (const channel of CHANNEL_NAMES) {
    const held = await holdLine(tx, { channel, subject })
    const at = new Date(held.now)
    const times = { createdAt: at, nextAttemptAt: at, expiresAt: new Date(held.now + KINDS[kind].age) }
    const id = randomUUID()
    const data = { id, channel, subject, kind, dedupeKey, payload, ...times }
    const { count } = await tx.outboxMessage.createMany({ data: [data], skipDuplicates: true })
    if (count === 0) continue
    const { pending } = await changeLine(tx, held, said)
    if (pending.some((each) => each.id === id)) told = true
  }
  return told
}
