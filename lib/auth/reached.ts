import { AsyncLocalStorage } from 'node:async_hooks'

/** How far a request came: to nothing of ours, to code of ours, or to an action of ours that has answered. */
export type Reach = { at: 'nothing' | 'ours' | 'answered' }

// Next bundles pages, routes and instrumentation apart; one per process all the same.
const held = globalThis as typeof globalThis & { tidemarkReach?: AsyncLocalStorage<Reach> }

/** How far the request came that the code at hand works for; none outside of a call of an action. */
export const requestReach: AsyncLocalStorage<Reach> = held.tidemarkReach ?? new AsyncLocalStorage()
held.tidemarkReach = requestReach

/** To be called by what every page and action of ours does first, and once more by an action that has answered. */
export function markReached(at: 'ours' | 'answered' = 'ours'): void {
  const reach = requestReach.getStore()
  if (reach) reach.at = at
}
