import type { NextRequest } from 'next/server'
import { requireApiActor } from '@/lib/auth/session'
import { toHttp } from '@/lib/http-result'
import { calendarFile } from '@/lib/screens/calendar/calendar'

export const dynamic = 'force-dynamic'

/** The calendar of one system, or of all, as a file that calendars read. */
export function GET(request: NextRequest): Promise<Response> {
  const system = request.nextUrl.searchParams.get('system')
  return toHttp(async () => {
    const actor = await requireApiActor()
    const file = await calendarFile(actor, system, Date.now())
    return new Response(file, {
      headers: {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': `attachment; filename="tidemark${system ? `-${system.replaceAll(/[^a-z0-9-]/g, '')}` : ''}.ics"`,
        'Cache-Control': 'private, no-store',
      },
    })
  })
}
