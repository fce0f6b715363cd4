import { isDatabaseReachable } from '@/lib/db/reachable'

export const dynamic = 'force-dynamic'

/** 200 while the database answers within 2 s, else 503: what a load balancer should ask. */
export async function GET() {
  const ready = await isDatabaseReachable(2_000)
  return Response.json(
    { status: ready ? 'ready' : 'the database does not answer' },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
