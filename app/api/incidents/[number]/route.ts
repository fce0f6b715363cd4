import { answerRequest } from '@/lib/auth/answer-request'
import { InvalidInput } from '@/lib/errors'
import { getIncident } from '@/lib/incidents/store/queries'

export const dynamic = 'force-dynamic'

/** An incident's facts, and its entries: those after `after`, the page before `before`, or the newest page. */
export const GET = answerRequest<{ number: string }>(async ({ actor, params, search }) =>
  getIncident(actor, params.number, { after: seq(search, 'after'), before: seq(search, 'before') }),
)

function seq(search: URLSearchParams, name: string): number | undefined {
  const text = search.get(name)
  if (text === null) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new InvalidInput(`"${name}" is the place of an entry, a whole number.`)
  return Number(text)
}
