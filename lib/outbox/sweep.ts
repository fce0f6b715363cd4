import { db } from '@/lib/db/client'
import { WAITING } from '@/lib/outbox/enqueue'
import { KEPT_AFTER_END } from '@/lib/outbox/rules/ages'

/** How many messages were withdrawn for their age, and how many ended ones were removed. */
export type Swept = { withdrawn: number; removed: number }

const AT_ONCE = 1_000

/**
 * Withdraws what waited longer than it is worth hearing, sent to nobody, and removes what ended long ago, so that the
 * outbox neither fills nor empties itself over somebody months later. Any number of workers may sweep.
 *
 * @param now epoch milliseconds
 */
export async function sweepOutbox(now: number): Promise<Swept> {
  const at = new Date(now)
  const withdrawn = await db.outboxMessage.updateMany({
    where: { ...WAITING, expiresAt: { lte: at } },
    data: { withdrawnAt: at, withdrawnWhy: 'Nobody received it in time.' },
  })
  const end = new Date(now - KEPT_AFTER_END)
  let removed = 0
  for (;;) {
    const rows = await db.outboxMessage.findMany({
      where: {
        createdAt: { lt: end },
        OR: [{ deliveredAt: { lt: end } }, { abandonedAt: { lt: end } }, { withdrawnAt: { lt: end } }],
      },
      select: { id: true },
      take: AT_ONCE,
    })
    const { count } = await db.outboxMessage.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
    removed += count
    if (rows.length < AT_ONCE) return { withdrawn: withdrawn.count, removed }
  }
}
