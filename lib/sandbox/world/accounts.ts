import { devonn } from '@/lib/sandbox/world/devonn'
import { fruitfulplanet } from '@/lib/sandbox/world/fruitfulplanet'
import { phaserai } from '@/lib/sandbox/world/phaserai'
import { phoenix } from '@/lib/sandbox/world/phoenix'
import { solosuccess } from '@/lib/sandbox/world/solosuccess'
import type { Account } from '@/lib/sandbox/world/types'

/** The five accounts, one a system. */
export const ACCOUNTS: readonly Account[] = [phaserai, solosuccess, fruitfulplanet, devonn, phoenix]

const byId = new Map(ACCOUNTS.map((account) => [account.id, account]))

/** An account by its number. @throws Error for a number that is none of the five */
export function accountOf(id: string): Account {
  const account = byId.get(id)
  if (!account) throw new Error(`no account ${id} in the sandbox`)
  return account
}

/** The numbers of the five accounts. */
export const accountIds: ReadonlySet<string> = new Set(byId.keys())
