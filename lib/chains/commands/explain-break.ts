import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import type { ExplainedFacts } from '@/lib/chains/model/explained'
import type { Break, ChainVerdict } from '@/lib/chains/model/verdict'
import { headsKey } from '@/lib/chains/outside/key'
import { signFacts } from '@/lib/chains/rules/signature'
import { EXPLAIN } from '@/lib/chains/store/explanations'
import { transaction } from '@/lib/db/transaction'
import { text, wholeNumber } from '@/lib/door/fields'
import { Precondition } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

const schema = z.object({
  chain: text().max(40),
  seq: wholeNumber(0),
  reason: text().trim().min(3, 'expected a reason, at least 3 characters').max(500, 'expected 500 characters at most'),
})

/**
 * Says why a break of a chain is there: a record of the audit, signed with the key that the database does not hold. The
 * break stays, and is called explained while what is found there is the same. Returns what was explained.
 *
 * @param verdicts what a look at the chains found just now
 * @throws Forbidden for whoever may not; Precondition where no unexplained break is, or no key
 */
export async function explainBreak(
  actor: Actor,
  input: unknown,
  verdicts: readonly ChainVerdict[],
  dataFolder: string,
  now: number,
): Promise<Break[]> {
  authorise(actor, 'chain.explain', EVERY_SYSTEM)
  const { chain, seq, reason } = parseInput(schema, input)
  const breaks = verdicts
    .filter((verdict) => verdict.chain === chain)
    .flatMap((verdict) => verdict.breaks.filter((each) => each.seq === seq && !each.explained))
  if (breaks.length === 0) throw new Precondition(`There is no unexplained break at ${chain}, ${seq}.`)
  const privatePem = headsKey(dataFolder)
  if (!privatePem) throw new Precondition(`There is no heads.key in ${dataFolder}, so nothing can be signed.`)
  await transaction(async (tx) => {
    for (const { found, why } of breaks) {
      const at = new Date(now).toISOString()
      const facts: ExplainedFacts = { chain, seq, found, reason, by: actor.name, at }
      const detail = { ...facts, ...signFacts(privatePem, facts), why }
      await recordAudit(tx, { actor, action: EXPLAIN, subject: { type: 'chain', id: chain }, detail })
    }
  })
  return breaks
}
