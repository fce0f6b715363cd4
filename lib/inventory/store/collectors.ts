import { type Db, db } from '@/lib/db/client'
import { env } from '@/lib/env'
import type { CollectorState } from '@/lib/inventory/model/asset-state'

const ms = (date: Date | null) => date?.getTime() ?? null

/** The sources of facts with their health. */
export async function loadCollectors(system?: string, on: Db = db): Promise<Map<string, CollectorState>> {
  const rows = await on.collector.findMany({ where: system ? { system } : {} })
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
