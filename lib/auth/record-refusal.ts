import { recordCounted } from '@/lib/audit/tally'
import type { SignedIn } from '@/lib/auth/model/actor'
import type { NamedThing } from '@/lib/auth/rules/named-thing'
import { Forbidden } from '@/lib/errors'
import { log } from '@/lib/log'

/**
 * Records that a person was refused what they may not do, if `error` says so: who, what they tried, and on what. Repeats
 * of a minute are one record. Never throws: the person is refused in any case.
 */
export async function recordRefusal(actor: SignedIn | null, error: unknown, subject: NamedThing): Promise<void> {
  if (!actor || !(error instanceof Forbidden)) return
  const detail = { tried: error.action ?? 'not named', on: `${subject.type} ${subject.id}`, why: error.message }
  await recordCounted({ actor, action: 'act.refused', subject, detail, group: actor.id }).catch((failed: Error) =>
    log.warn({ err: failed.message }, 'a refused act is not in the audit'),
  )
}
