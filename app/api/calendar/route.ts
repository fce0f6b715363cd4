import { answerRequest } from '@/lib/auth/answer-request'
import { calendarFile } from '@/lib/screens/calendar/calendar'

export const dynamic = 'force-dynamic'

/** The calendar of one system, or of all, as a file that calendars read. */
export const GET = answerRequest(async ({ actor, search }) => {
  const system = search.get('system')
  const file = await calendarFile(actor, system, Date.now())
  return new Response(file, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="tidemark${system ? `-${system.replaceAll(/[^a-z0-9-]/g, '')}` : ''}.ics"`,
      'Cache-Control': 'private, no-store',
    },
  })
})
