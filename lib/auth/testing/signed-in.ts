import { randomUUID } from 'node:crypto'
import type { Actor, OwnSession, SignedIn } from '@/lib/auth/model/actor'

/** For tests: the person as signed in this instant, or through the session that `over` describes. No row is written. */
export function signedIn(actor: Actor, over: Partial<OwnSession> = {}): SignedIn {
  const now = Date.now()
  return { ...actor, session: { id: randomUUID(), checkedAt: now, endsAt: now + 3_600_000, origin: 'local', ...over } }
}
