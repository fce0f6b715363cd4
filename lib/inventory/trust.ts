import { env } from '@/lib/env'
import { trustLimit } from '@/lib/inventory/rules/trust'

/** How old the facts of this installation's collectors may grow before they are unknown. Milliseconds. */
export const FACT_LIMIT = trustLimit(env.SYNC_INTERVAL_S * 1_000)
