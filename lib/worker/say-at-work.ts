import { setTimeout as sleep } from 'node:timers/promises'
import { sayAtWork } from '@/lib/jobs/beat'
import { BEAT_EVERY_MS } from '@/lib/jobs/rules/worker-sight'
import type { WorkerContext } from '@/lib/worker/main'

/** Gives a sign of life every ten seconds, also while AWS does not answer. Ends when the signal aborts. */
export async function startSayAtWork({ log, signal }: WorkerContext): Promise<void> {
  while (!signal.aborted) {
    await sayAtWork().catch((error: Error) => log.warn({ err: error.message }, 'worker: no sign of life was written'))
    await sleep(BEAT_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
