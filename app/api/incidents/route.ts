import { answerRequest } from '@/lib/auth/answer-request'
import { openIncidents } from '@/lib/incidents/store/queries'

export const dynamic = 'force-dynamic'

/** The open incidents with their clocks, for the strip on every page. */
export const GET = answerRequest(async ({ actor }) => {
  const asOf = Date.now()
  return { incidents: await openIncidents(actor), asOf }
})
