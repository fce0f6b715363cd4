import type { Db } from '@/lib/db/client'
import { LIVE_CHANNEL, type LiveEvent } from '@/lib/live/model/event'

/**
 * Tells every open browser that something changed. Inside a transaction the notice leaves with the commit, so nobody
 * re-reads too early. It carries no content: readers come back through a guarded route.
 */
export async function publish(tx: Db, event: LiveEvent): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(event)})`
}
