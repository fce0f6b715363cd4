import { readReadiness } from '@/lib/screens/shell/read-readiness'

export const dynamic = 'force-dynamic'

/**
 * 200 while the database answers within 2 s, else 503: what a load balancer should ask. `worker` says whether anybody
 * reads the accounts; pages are served either way, so a silent one does not take this process out of service.
 */
export async function GET() {
  const { ready, status, worker } = await readReadiness()
  return Response.json({ status, worker }, { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}
