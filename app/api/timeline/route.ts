import { answerRequest } from '@/lib/auth/answer-request'
import { InvalidInput } from '@/lib/errors'
import { recordEntries } from '@/lib/incidents/commands/record-entries'
import type { EntryOutcome } from '@/lib/incidents/model/incident'
import { readBody } from '@/lib/incidents/read-body'

export const dynamic = 'force-dynamic'

/**
 * Takes entries that browsers made, also long ago and offline: `{ entries: OutgoingEntry[] }`, each answered with its
 * outcome. 200 when all stand in the record (a repeated one too), 207 when some were refused, 400 when none was taken.
 */
export const POST = answerRequest(async ({ actor, request }) => {
  const outcomes = await recordEntries(actor, await readBody(request))
  const taken = outcomes.filter(({ outcome }) => outcome === 'recorded' || outcome === 'duplicate').length
  const refused = outcomes.find(({ outcome }) => outcome !== 'recorded' && outcome !== 'duplicate')
  return Response.json(
    { outcomes, ...(taken === 0 && refused ? { error: faultOf(refused) } : {}) },
    {
      status: taken === outcomes.length ? 200 : taken > 0 ? 207 : 400,
      headers: { 'cache-control': 'private, no-store' },
    },
  )
})

function faultOf(outcome: EntryOutcome): { code: string; message: string } {
  if (!('message' in outcome)) throw new InvalidInput('The entries cannot be read.')
  return { code: outcome.outcome === 'conflict' ? 'conflict' : 'invalid', message: outcome.message }
}
