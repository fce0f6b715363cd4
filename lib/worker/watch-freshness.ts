import { setTimeout as sleep } from 'node:timers/promises'
import type { log as Log } from '@/lib/log'
import { keepNotices } from '@/lib/notices/keep-notices'
import type { Trouble } from '@/lib/notices/model/trouble'
import { currentTroubles } from '@/lib/screens/board/current-troubles'

type Context = { log: Pick<typeof Log, 'info' | 'warn'>; signal: AbortSignal; intervalMs?: number }

const INTERVAL_MS = 15_000

/**
 * Looks at freshness again and again until `signal` aborts, and has told what outlives its grace, once, and once more when
 * it clears. Any number of workers may look. A round that fails is logged; the next one tries again.
 */
export async function startWatchFreshness({ log, signal, intervalMs = INTERVAL_MS }: Context): Promise<void> {
  const startedAt = Date.now()
  while (!signal.aborted) {
    await sleep(intervalMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    try {
      const now = Date.now()
      const { told, cleared } = await keepNotices(sinceStart(await currentTroubles(now), startedAt), now)
      if (told + cleared > 0) log.info({ told, cleared }, 'freshness: people were told')
    } catch (error) {
      log.warn(
        { err: error instanceof Error ? error.message : String(error) },
        'freshness: a look failed, trying again',
      )
    }
  }
}

/** What became unknown because no worker was there is not held against the sources: they get their grace anew. */
function sinceStart(troubles: Trouble[], startedAt: number): Trouble[] {
  return troubles.map((each) => (each.kind === 'unknown' ? { ...each, since: Math.max(each.since, startedAt) } : each))
}
