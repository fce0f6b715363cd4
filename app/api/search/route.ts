import { answerRequest } from '@/lib/auth/answer-request'
import { InvalidInput } from '@/lib/errors'
import { searchEverything } from '@/lib/screens/search/search-everything'
import { LONGEST_QUERY } from '@/lib/search/model/search'

export const dynamic = 'force-dynamic'

/** What the palette finds: `?q=` in words, at most 100 characters; at most 20 results, best first. */
export const GET = answerRequest(async ({ actor, search }) => {
  const q = search.get('q') ?? ''
  if (q.length > LONGEST_QUERY) {
    const message = `Search: found ${q.length} characters; expected at most ${LONGEST_QUERY}.`
    throw new InvalidInput(message, { q: message })
  }
  return searchEverything(actor, q, Date.now())
})
