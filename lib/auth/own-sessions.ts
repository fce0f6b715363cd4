import { recordAudit } from '@/lib/audit/record'
import type { SignedIn } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { endOthersInput, endSessionInput } from '@/lib/auth/schema'
import { endSessions } from '@/lib/auth/sessions'
import { transaction } from '@/lib/db/transaction'
import { NotFound, Precondition } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

/** Ends one session of the person's own, also this one. Throws NotFound for anybody else's and for one that is over. */
export async function endOwnSession(actor: SignedIn, input: unknown): Promise<void> {
  systemsFor(actor, 'account.own')
  const { sessionId } = parseInput(endSessionInput, input)
  const ended = await end(actor, { only: sessionId })
  if (ended === 0) throw new NotFound('This session is over already.')
}

/**
 * Ends every session of the person but the one that asks, which has to be the one that the page said would stay. Returns
 * how many that were. Throws Precondition.
 */
export async function endOtherSessions(actor: SignedIn, input: unknown): Promise<{ ended: number }> {
  systemsFor(actor, 'account.own')
  const { keep } = parseInput(endOthersInput, input)
  if (keep !== actor.session.id) throw new Precondition('You have signed in anew since. Reload the page, then choose.')
  return { ended: await end(actor, { except: actor.session.id }) }
}

function end(actor: SignedIn, which: { only: string } | { except: string }): Promise<number> {
  return transaction(async (tx) => {
    const ended = await endSessions(tx, { userId: actor.id, ...which }, 'ended by its owner')
    if (ended === 0) return 0
    const subject = { type: 'user', id: actor.id }
    await recordAudit(tx, { actor, action: 'user.end-sessions', subject, detail: { sessionsEnded: ended } })
    return ended
  })
}
