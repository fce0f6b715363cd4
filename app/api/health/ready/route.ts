import { readReadiness } from '@/lib/screens/shell/read-readiness'

export const dynamic = 'force-dynamic'

/**
 * 200 while the database answers within 2 s, else 503: what a load balancer should ask. `worker` says whether anybody
 * reads the accounts, `disk` how full the disk of the data folder is; pages are served either way, so neither takes this
 * process out of service.
 */
export async function GET() {
  const { ready, ...told } = await readReadiness()
  return Response.json(told, { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}
