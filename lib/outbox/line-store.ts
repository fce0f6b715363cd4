import type { Tx } from '@/lib/db/client'
import type { OutboxMessage } from '@/lib/db/generated/client'
import type { Heard, Line, Pending, Step } from '@/lib/outbox/model/line'
import type { MessageKind } from '@/lib/outbox/model/message'

/** Whose line it is: one subject over one channel. */
export type Place = { channel: string; subject: string }

/** A line that nobody else changes until the transaction ends, and the database's time in epoch milliseconds. */
export type HeldLine = Place & { heard: Heard; now: number }

/** Holds a line. What is written on it from here on stands behind everything that others wrote on it. */
export async function holdLine(tx: Tx, { channel, subject }: Place): Promise<HeldLine> {
  const [row] = await tx.$queryRaw<{ heard: Heard; now: number }[]>`
    INSERT INTO message_standing (channel, subject) VALUES (${channel}, ${subject})
    ON CONFLICT (channel, subject) DO UPDATE SET subject = excluded.subject
    RETURNING heard, floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`
  if (!row) throw new Error('The standing of a subject was neither found nor made.')
  return { channel, subject, ...row }
}

/** Reads a held line, lets a rule decide what becomes of it, and writes what changed. */
export async function changeLine(tx: Tx, held: HeldLine, decide: (line: Line, now: number) => Step): Promise<Step> {
  const { channel, subject, heard, now } = held
  const before = await readPending(tx, held)
  const step = decide({ heard, pending: before }, now)
  if (step.heard !== heard) {
    const data = { heard: step.heard, heardAt: new Date(now) }
    await tx.messageStanding.update({ where: { channel_subject: { channel, subject } }, data })
  }
  for (const { id, state, why } of step.ended) {
    const data = { state, why, endedAt: new Date(now), claim: null, claimedUntil: null }
    await tx.outboxMessage.update({ where: { id, state: 'waiting' }, data })
  }
  for (const message of step.pending) {
    if (before.includes(message)) continue
    const { id, claim, doubtful, lastError, attempts } = message
    const data = {
      ...{ claim: claim?.by ?? null, claimedUntil: claim ? new Date(claim.until) : null },
      ...{ doubtful, lastError, attempts },
      nextAttemptAt: new Date(message.nextAttemptAt),
      expiresAt: new Date(message.expiresAt),
    }
    await tx.outboxMessage.update({ where: { id, state: 'waiting' }, data })
  }
  return step
}

async function readPending(tx: Tx, { channel, subject }: Place): Promise<Pending[]> {
  const rows = await tx.outboxMessage.findMany({
    where: { channel, subject, state: 'waiting' },
    orderBy: { seq: 'asc' },
  })
  return rows.map(toPending)
}

function toPending(row: OutboxMessage): Pending {
  const { id, kind, attempts, claim, claimedUntil, doubtful, lastError } = row
  return {
    ...{ id, kind: kind as MessageKind, attempts, doubtful, lastError },
    createdAt: row.createdAt.getTime(),
    nextAttemptAt: row.nextAttemptAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    claim: claim && claimedUntil ? { by: claim, until: claimedUntil.getTime() } : null,
  }
}
