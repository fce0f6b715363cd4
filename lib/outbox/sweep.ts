import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { changeLine, holdLine, type Place } from '@/lib/outbox/line-store'
import { KEPT_AFTER_END } from '@/lib/outbox/rules/kinds'
import { lapsed } from '@/lib/outbox/rules/line'

/** How many messages ended for their age, and how many ended ones were removed. */
export type Swept = { withdrawn: number; removed: number }

const AT_ONCE = 500

/**
 * Withdraws what waited longer than it is worth hearing, and removes what ended long ago by the database's clock, so that
 * the outbox neither fills nor empties itself over somebody months later. Any number of workers may sweep.
 */
export async function sweepOutbox(): Promise<Swept> {
  let withdrawn = 0
  for (;;) {
    const places = await agedLines()
    for (const place of places) {
      const { ended } = await transaction(async (tx) => changeLine(tx, await holdLine(tx, place), lapsed))
      withdrawn += ended.length
    }
    if (places.length < AT_ONCE) return { withdrawn, removed: await removeOld() }
  }
}

/** Only the first of a line grows old: what stands behind it begins to when its turn comes. */
const agedLines = () => db.$queryRaw<Place[]>`
  SELECT m.channel, m.subject FROM outbox_message m
  WHERE m.state = 'waiting' AND m.claim IS NULL AND m.expires_at <= now() AND NOT EXISTS (SELECT 1 FROM outbox_message e
    WHERE e.channel = m.channel AND e.subject = m.subject AND e.state = 'waiting' AND e.seq < m.seq)
  LIMIT ${AT_ONCE}`

async function removeOld(): Promise<number> {
  let removed = 0
  for (;;) {
    const count = await db.$executeRaw`
      DELETE FROM outbox_message WHERE id IN (SELECT id FROM outbox_message
        WHERE ended_at < now() - ${KEPT_AFTER_END} * interval '1 millisecond' LIMIT ${AT_ONCE}
        FOR UPDATE SKIP LOCKED)`
    removed += count
    if (count < AT_ONCE) break
  }
  // Who stands at nothing or at an end needs no memory of it: both say that the next alarm is news.
  await db.$executeRaw`
    DELETE FROM message_standing s WHERE s.heard <> 'raised' AND NOT EXISTS (SELECT 1 FROM outbox_message m
      WHERE m.channel = s.channel AND m.subject = s.subject)`
  return removed
}
