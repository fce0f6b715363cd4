import { setTimeout as sleep } from 'node:timers/promises'
import { recordTallies } from '@/lib/audit/tally'
import type { WorkerContext } from '@/lib/worker/main'

const EVERY_MS = 60_000

/** Brings what was only counted (failed sign-ins, refused acts) into the audit, every minute. Ends when the signal aborts. */
export async function startRecordTallies({ log, signal }: WorkerContext): Promise<void> {
  while (!signal.aborted) {
    await recordTallies(new Date()).catch((error: Error) =>
      log.warn({ err: error.message }, 'worker: what was counted is not in the audit yet'),
    )
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
