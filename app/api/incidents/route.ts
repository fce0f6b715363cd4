import { requireApiActor } from '@/lib/auth/session'
import { toHttp } from '@/lib/http-result'
import { openIncidents } from '@/lib/incidents/store/queries'

export const dynamic = 'force-dynamic'

/** The open incidents with their clocks, for the strip on every page. */
export function GET(): Promise<Response> {
  return toHttp(async () => {
    const asOf = Date.now()
    return { incidents: await openIncidents(await requireApiActor(), asOf), asOf }
  })
}
