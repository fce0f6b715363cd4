import { AsyncLocalStorage } from 'node:async_hooks'
import type { DatabaseState } from '@/lib/db/model/states'

/** Takes down for the request at hand that a state of the database kept it from being answered. */
export type RequestNote = { note: (state: DatabaseState) => void }

// Next bundles pages, routes and instrumentation apart; one per process all the same.
const held = globalThis as typeof globalThis & { tidemarkRequestNote?: AsyncLocalStorage<RequestNote> }

/** The note of the request that the code at hand works for; none outside of one. */
export const requestNote: AsyncLocalStorage<RequestNote> = held.tidemarkRequestNote ?? new AsyncLocalStorage()
held.tidemarkRequestNote = requestNote
