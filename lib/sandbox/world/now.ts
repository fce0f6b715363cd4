import { SWITCHES } from '@/lib/sandbox/drift/catalogue'
import { driftsOn } from '@/lib/sandbox/drift/switches'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { accountOf } from '@/lib/sandbox/world/accounts'
import type { Account } from '@/lib/sandbox/world/types'

/** More than the combinations any test switches through. */
const MOST = 500
const made = new Map<string, Account>()

/**
 * An account as it stands: what its team set up, with every drift that is on. The same drifts give the same object, so
 * that what is remembered of a rule or a series stays remembered.
 * @throws Error for a number that is none of the five
 */
export function worldOf({ state }: Pick<Sandbox, 'state'>, id: string): Account {
  const on = driftsOn(state, id)
  const key = `${id} ${[...on].join(' ')}`
  const known = made.get(key)
  if (known) return known
  let account = accountOf(id)
  for (const { id: drift, account: where, change } of SWITCHES) {
    const since = on.get(drift)
    if (where === id && since !== undefined) account = change(account, since)
  }
  if (made.size > MOST) made.clear()
  made.set(key, account)
  return account
}
