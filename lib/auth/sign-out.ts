import { recordAudit } from '@/lib/audit/record'
import { endSessions, findSignedIn } from '@/lib/auth/sessions'
import { transaction } from '@/lib/db/transaction'

/** Ends the session of this secret, and no other of the person's. One that is over already, or none, is left as it is. */
export async function signOut(secret: string | null, origin: string): Promise<void> {
  const actor = secret === null ? null : await findSignedIn(secret, origin)
  if (!actor) return
  await transaction(async (tx) => {
    const ended = await endSessions(tx, { userId: actor.id, only: actor.session.id }, 'signed out')
    if (ended === 0) return
    const subject = { type: 'user', id: actor.id }
    await recordAudit(tx, { actor, action: 'user.sign-out', subject, detail: { origin } })
  })
}
