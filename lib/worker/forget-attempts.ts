import { setTimeout as sleep } from 'node:timers/promises'
import { forgetOldAttempts } from '@/lib/auth/sign-in'
import type { WorkerContext } from '@/lib/worker/main'

const EVERY_MS = 3_600_000

/** Removes sign-in attempts older than a day, every hour; several workers may do it. Ends when the signal aborts. */
export async function startForgetAttempts({ log, signal }: WorkerContext): Promise<void> {
  while (!signal.aborted) {
    await forgetOldAttempts(new Date()).catch((error: Error) =>
      log.warn({ err: error.message }, 'attempts not removed'),
    )
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
