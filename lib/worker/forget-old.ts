import { setTimeout as sleep } from 'node:timers/promises'
import { forgetOldSessions } from '@/lib/auth/sessions'
import { forgetOldCounts } from '@/lib/auth/sign-in-counts'
import { forgetObservations } from '@/lib/inventory/apply/forget-observations'
import type { WorkerContext } from '@/lib/worker/main'

const EVERY_MS = 3_600_000

/** What grows with time alone, and how each room forgets what nobody reads any more. */
const FORGOTTEN: { what: string; forget: () => Promise<number> }[] = [
  { what: 'counts of sign-ins', forget: () => forgetOldCounts(new Date()) },
  { what: 'sessions', forget: () => forgetOldSessions(new Date()) },
  { what: 'observations', forget: forgetObservations },
]

/** Has every room forget what is too old, every hour; several workers may do it. Ends when the signal aborts. */
export async function startForgetOld({ log, signal }: WorkerContext): Promise<void> {
  while (!signal.aborted) {
    for (const { what, forget } of FORGOTTEN) {
      await forget().catch((error: Error) => log.warn({ err: error.message, what }, 'worker: nothing old was removed'))
    }
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
