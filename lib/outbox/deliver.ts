import { db } from '@/lib/db/client'

/** A message that this worker may send until its claim runs out; `attempts` counts this one. */
export type ClaimedMessage = { id: string; dedupeKey: string; payload: unknown; attempts: number; expiresAt: Date }

/** A claim lasts this long: longer than an attempt, so that a killed worker's message is sent by another soon after. */
const CLAIM_S = 30
const AT_ONCE = 20
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 3_600_000

/** Takes due messages that are still worth hearing, oldest first; two workers never take the same one. */
export async function claimMessages(now: Date): Promise<ClaimedMessage[]> {
  const rows = await db.$queryRaw<
    { id: string; dedupe_key: string; payload: unknown; attempts: number; expires_at: Date }[]
  >`
    UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = ${now}::timestamptz + ${CLAIM_S} * interval '1 second'
    WHERE id IN (SELECT id FROM outbox_message
      WHERE delivered_at IS NULL AND abandoned_at IS NULL AND withdrawn_at IS NULL AND next_attempt_at <= ${now}
        AND expires_at > ${now} AND channel = 'webhook'
      ORDER BY created_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING id::text, dedupe_key, payload, attempts, expires_at`
  return rows.map((row) => {
    const { id, dedupe_key: dedupeKey, payload, attempts, expires_at: expiresAt } = row
    return { id, dedupeKey, payload, attempts, expiresAt }
  })
}

/** Writes down what became of an attempt: delivered, to be tried again later and later, or given up. */
export async function settleMessage(
  message: ClaimedMessage,
  result: { ok: true } | { ok: false; again: boolean; text: string },
  now: Date,
): Promise<void> {
  const { id, attempts, expiresAt } = message
  if (result.ok) {
    await db.outboxMessage.updateMany({ where: { id, deliveredAt: null }, data: { deliveredAt: now, lastError: null } })
    return
  }
  const pause = pauseAfter(attempts)
  const over = !result.again || now.getTime() + pause >= expiresAt.getTime()
  await db.outboxMessage.updateMany({
    where: { id, deliveredAt: null },
    data: {
      lastError: result.text,
      ...(over ? { abandonedAt: now } : { nextAttemptAt: new Date(now.getTime() + pause) }),
    },
  })
}

/** 10 s, 20 s, 40 s … at most an hour. Milliseconds. */
const pauseAfter = (attempts: number) => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, attempts - 1))
