import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '@/lib/db/client'

/** True when the database answers a trivial question within `patienceMs`. Never throws. */
export async function isDatabaseReachable(patienceMs: number): Promise<boolean> {
  const answer = db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  return Promise.race([answer, sleep(patienceMs, false, { ref: false })])
}
