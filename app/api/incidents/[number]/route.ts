import { requireApiActor } from '@/lib/auth/session'
import { InvalidInput } from '@/lib/errors'
import { toHttp } from '@/lib/http-result'
import { getIncident } from '@/lib/incidents/store/queries'

export const dynamic = 'force-dynamic'

/** An incident's facts, and its entries: those after `after`, the page before `before`, or the newest page. */
export function GET(request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  return toHttp(async () => {
    const actor = await requireApiActor()
    const { number } = await params
    const search = new URL(request.url).searchParams
    return getIncident(actor, number, { after: seq(search, 'after'), before: seq(search, 'before') })
  })
}

function seq(search: URLSearchParams, name: string): number | undefined {
  const text = search.get(name)
  if (text === null) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new InvalidInput(`"${name}" is the place of an entry, a whole number.`)
  return Number(text)
}
