import { db } from '@/lib/db/client'

/** Alarms that ring now and belong to no single asset, counted by system. */
export async function loadSystemAlarms(system?: string): Promise<Map<string, string[]>> {
  const rows = await db.alarm.findMany({
    where: { ...(system ? { system } : {}), state: 'ALARM', assetId: null, goneAt: null },
    select: { system: true, name: true },
  })
  const bySystem = new Map<string, string[]>()
  for (const row of rows) bySystem.set(row.system, [...(bySystem.get(row.system) ?? []), row.name])
  return bySystem
}
