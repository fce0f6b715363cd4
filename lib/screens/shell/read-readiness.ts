import { lookAtDisk } from '@/lib/db/disk-space'
import { isDatabaseReachable } from '@/lib/db/reachable'
import { diskWords } from '@/lib/db/rules/disk'
import { readWorkerSight } from '@/lib/jobs/beat'
import { workerWords } from '@/lib/jobs/rules/worker-sight'

type Readiness = { ready: boolean; status: string; worker: string; disk: string }

/**
 * Whether pages can be served, whether anybody reads the accounts, and how full the disk of the data folder is, for what
 * watches this process. Never throws.
 */
export async function readReadiness(): Promise<Readiness> {
  const [ready, disk] = await Promise.all([isDatabaseReachable(2_000), lookAtDisk()])
  const worker = ready ? await readWorkerSight().catch(() => null) : null
  const away = `${disk?.full ? 'disk full: ' : ''}the database does not answer`
  return { ready, status: ready ? 'ready' : away, worker: workerWords(worker), disk: diskWords(disk) }
}
