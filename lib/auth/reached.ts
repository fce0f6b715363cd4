import { AsyncLocalStorage } from 'node:async_hooks'

type Reach = { reached: boolean }

// Next bundles pages, routes and instrumentation apart; one per process all the same.
const held = globalThis as typeof globalThis & { tidemarkReach?: AsyncLocalStorage<Reach> }

/** Whether code of ours was reached by the request at hand, or whether what was sent got no further than Next. */
export const requestReach: AsyncLocalStorage<Reach> = held.tidemarkReach ?? new AsyncLocalStorage()
held.tidemarkReach = requestReach

/** To be called by what every page and action of ours does first. */
export function markReached(): void {
  const reach = requestReach.getStore()
  if (reach) reach.reached = true
}
