import { randomUUID } from 'node:crypto'
import { actorOf, WITH_HELD } from '@/lib/auth/actor-of'
import type { Actor, OwnSession, SignedIn } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'

/** For tests: the person as signed in this instant, or through the session that `over` describes. No row is written. */
export function signedIn(actor: Actor, over: Partial<OwnSession> = {}): SignedIn {
  const now = Date.now()
  return { ...actor, session: { id: randomUUID(), checkedAt: now, endsAt: now + 3_600_000, origin: 'local', ...over } }
}

/** For tests: the person of an account as it is now, signed in this instant; null when there is none or it is disabled. */
export async function signedInAs(id: string): Promise<SignedIn | null> {
  const user = await db.user.findUnique({ where: { id }, include: WITH_HELD })
  return user && !user.disabledAt ? signedIn(actorOf(user)) : null
}
