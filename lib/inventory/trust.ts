import { env } from '@/lib/env'

/** How old a fact may grow before it is unknown: twice the collection interval. Milliseconds. */
export const FACT_LIMIT = 2 * env.SYNC_INTERVAL_S * 1_000
