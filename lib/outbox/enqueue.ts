import type { Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { MessageKind } from '@/lib/outbox/model/message'
import { MESSAGE_AGE } from '@/lib/outbox/rules/ages'

export type OutgoingMessage = {
  channel: 'webhook'
  kind: MessageKind
  /** what it speaks of; older words on it that nobody has tried to send yet are withdrawn */
  subject: string
  /** the same key is sent once, whoever enqueues it and however often */
  dedupeKey: string
  payload: Prisma.InputJsonObject
  /** takes back what was said before on the subject: where that was never sent, neither is this */
  ends?: boolean
}

/**
 * Puts a message to the outside into the transaction that caused it; the worker delivers it, or withdraws it when its age
 * has passed. A receiver who comes back hears how things are, not their history.
 *
 * @param now epoch milliseconds
 * @returns true when it is new and will be sent
 */
export async function enqueue(tx: Tx, message: OutgoingMessage, now: number): Promise<boolean> {
  const { channel, kind, subject, dedupeKey, payload, ends } = message
  const at = new Date(now)
  const expiresAt = new Date(now + MESSAGE_AGE[kind])
  const data = { channel, subject, dedupeKey, payload, createdAt: at, nextAttemptAt: at, expiresAt }
  const { count } = await tx.outboxMessage.createMany({ data: [data], skipDuplicates: true })
  if (count === 0) return false
  // One that was tried may have arrived all the same, so it stays, and its end is told.
  const unsaid = await tx.outboxMessage.updateMany({
    where: { subject, attempts: 0, ...WAITING, dedupeKey: { not: dedupeKey } },
    data: {
      withdrawnAt: at,
      withdrawnWhy: ends ? 'It was over before it could be told.' : 'A newer word replaced it.',
    },
  })
  if (!ends || unsaid.count === 0) return true
  await tx.outboxMessage.update({
    where: { dedupeKey },
    data: { withdrawnAt: at, withdrawnWhy: 'Its beginning was never told.' },
  })
  return false
}

/** Neither sent nor given up nor withdrawn. */
export const WAITING = { deliveredAt: null, abandonedAt: null, withdrawnAt: null } as const
