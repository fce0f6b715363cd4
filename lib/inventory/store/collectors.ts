import { type Db, db } from '@/lib/db/client'
import { env } from '@/lib/env'
import type { CollectorState } from '@/lib/inventory/model/asset-state'

const ms = (date: Date | null) => date?.getTime() ?? null

/** The sources of facts with their health: of one system, of some, or (null, or nothing said) of all. */
export async function loadCollectors(
  of: string | readonly string[] | null = null,
  on: Db = db,
): Promise<Map<string, CollectorState>> {
  const where = of === null ? {} : { system: typeof of === 'string' ? of : { in: [...of] } }
  const rows = await on.collector.findMany({ where })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        region: row.region,
        service: row.service,
        intervalMs: env.SYNC_INTERVAL_S * 1_000,
        lastAttemptAt: ms(row.lastAttemptAt),
        lastSuccessAt: ms(row.lastSuccessAt),
        failingSince: ms(row.failingSince),
        errorCode: row.errorCode,
        errorText: row.errorText,
        incomplete: row.incomplete,
      },
    ]),
  )
}
