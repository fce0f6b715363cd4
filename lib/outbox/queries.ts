import type { Actor } from '@/lib/auth/model/actor'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { OutboxMessage } from '@/lib/db/generated/client'
import { env } from '@/lib/env'
import { CHANNELS } from '@/lib/outbox/model/channels'
import type { MessageRow, MessageState, Messages } from '@/lib/outbox/model/message'

const NEWEST = 20
const NONE: Messages['counts'] = { waiting: 0, delivered: 0, failed: 0, withdrawn: 0, superseded: 0, doubtful: 0 }

/** The newest messages to the outside and how many there are of each state; for those who keep the accounts. */
export async function outgoingMessages(actor: Actor): Promise<Messages> {
  authorise(actor, 'user.manage', EVERY_SYSTEM)
  const [rows, counted] = await Promise.all([
    db.outboxMessage.findMany({ orderBy: { seq: 'desc' }, take: NEWEST }),
    db.outboxMessage.groupBy({ by: ['state'], _count: true }),
  ])
  return {
    unaddressed: Object.values(CHANNELS).flatMap(({ setting }) => (env[setting] ? [] : [setting])),
    counts: { ...NONE, ...Object.fromEntries(counted.map(({ state, _count }) => [state, _count])) },
    rows: rows.map(toRow),
  }
}

function toRow(row: OutboxMessage): MessageRow {
  const { id, channel, attempts, claim, doubtful, why, lastError } = row
  const { text } = row.payload as { text?: unknown }
  const state = row.state as MessageState
  return {
    ...{ id, channel, attempts, state },
    text: typeof text === 'string' ? text : row.dedupeKey,
    mayHaveArrived: state === 'waiting' && (doubtful || claim !== null),
    createdAt: row.createdAt.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
    expiresAt: row.expiresAt.getTime(),
    why: state === 'waiting' ? lastError : why,
  }
}
