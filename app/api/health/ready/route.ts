import { isDatabaseReachable } from '@/lib/db/reachable'
import { readWorkerSight } from '@/lib/jobs/beat'
import { workerWords } from '@/lib/jobs/rules/worker-sight'

export const dynamic = 'force-dynamic'

/**
 * 200 while the database answers within 2 s, else 503: what a load balancer should ask. `worker` says whether anybody
 * reads the accounts; pages are served either way, so a silent one does not take this process out of service.
 */
export async function GET() {
  const ready = await isDatabaseReachable(2_000)
  const worker = ready ? await readWorkerSight().catch(() => null) : null
  return Response.json(
    ready
      ? { status: 'ready', worker: workerWords(worker) }
      : { status: 'the database does not answer', worker: 'not known' },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
