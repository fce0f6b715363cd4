export const dynamic = 'force-dynamic'

/** 200 while this process answers at all; asks nothing of the database. */
export function GET() {
  return Response.json({ status: 'live' }, { headers: { 'Cache-Control': 'no-store' } })
}
