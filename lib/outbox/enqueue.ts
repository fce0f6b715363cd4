import type { Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'

export type OutgoingMessage = {
  channel: 'webhook'
  /** the same key is sent once, whoever enqueues it and however often */
  dedupeKey: string
  payload: Prisma.InputJsonObject
}

/** Puts a message to the outside into the transaction that caused it; the worker delivers it. True when it is new. */
export async function enqueue(tx: Tx, { channel, dedupeKey, payload }: OutgoingMessage): Promise<boolean> {
  const { count } = await tx.outboxMessage.createMany({ data: [{ channel, dedupeKey, payload }], skipDuplicates: true })
  return count === 1
}
