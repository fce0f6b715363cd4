import type { Actor } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { OutboxMessage } from '@/lib/db/generated/client'
import { env } from '@/lib/env'
import { WAITING } from '@/lib/outbox/enqueue'
import type { MessageRow, MessageState, Messages } from '@/lib/outbox/model/message'

const NEWEST = 20

/** The newest messages to the outside and how many there are of each state; for those who keep the accounts. */
export async function outgoingMessages(actor: Actor): Promise<Messages> {
  authorise(actor, 'user.manage')
  const [rows, waiting, delivered, failed, withdrawn] = await Promise.all([
    db.outboxMessage.findMany({ orderBy: { createdAt: 'desc' }, take: NEWEST }),
    db.outboxMessage.count({ where: WAITING }),
    db.outboxMessage.count({ where: { deliveredAt: { not: null } } }),
    db.outboxMessage.count({ where: { abandonedAt: { not: null } } }),
    db.outboxMessage.count({ where: { withdrawnAt: { not: null } } }),
  ])
  return {
    addressed: env.TIDEMARK_WEBHOOK_URL !== undefined,
    counts: { waiting, delivered, failed, withdrawn },
    rows: rows.map(toRow),
  }
}

function toRow(row: OutboxMessage): MessageRow {
  const { text } = row.payload as { text?: unknown }
  const ended = row.deliveredAt ?? row.withdrawnAt ?? row.abandonedAt
  return {
    id: row.id,
    text: typeof text === 'string' ? text : row.dedupeKey,
    state: stateOf(row),
    createdAt: row.createdAt.getTime(),
    endedAt: ended?.getTime() ?? null,
    expiresAt: row.expiresAt.getTime(),
    attempts: row.attempts,
    why: row.withdrawnWhy ?? (row.deliveredAt ? null : row.lastError),
  }
}

function stateOf({ deliveredAt, withdrawnAt, abandonedAt }: OutboxMessage): MessageState {
  if (deliveredAt) return 'delivered'
  if (withdrawnAt) return 'withdrawn'
  return abandonedAt ? 'failed' : 'waiting'
}
