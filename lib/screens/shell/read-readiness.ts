import { isDatabaseReachable } from '@/lib/db/reachable'
import { readWorkerSight } from '@/lib/jobs/beat'
import { workerWords } from '@/lib/jobs/rules/worker-sight'

/** Whether pages can be served, and whether anybody reads the accounts, for what watches this process. Never throws. */
export async function readReadiness(): Promise<{ ready: boolean; status: string; worker: string }> {
  const ready = await isDatabaseReachable(2_000)
  const worker = ready ? await readWorkerSight().catch(() => null) : null
  return { ready, status: ready ? 'ready' : 'the database does not answer', worker: workerWords(worker) }
}
