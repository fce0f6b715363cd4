import type { Actor } from '@/lib/auth/model/actor'
import { can } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { Rehearsal } from '@/lib/incidents/model/rehearsal'
import { revisionById } from '@/lib/plans/in-force/queries'

/** The last drill of a system that was carried to its end; null when there was none that the person may read. */
export async function lastRehearsal(actor: Actor, system: string): Promise<Rehearsal | null> {
  if (!can(actor, 'incident.read', { system })) return null
  const row = await db.incident.findFirst({
    where: { system, mode: 'drill', status: 'resolved', resolvedAt: { not: null } },
    orderBy: { resolvedAt: 'desc' },
    select: { number: true, title: true, resolvedAt: true, planRevisionId: true },
  })
  if (!row?.resolvedAt) return null
  const revision = await revisionById(actor, row.planRevisionId)
  return {
    number: row.number,
    title: row.title,
    at: row.resolvedAt.getTime(),
    version: revision?.version ?? null,
    contentHash: revision?.contentHash ?? null,
  }
}
