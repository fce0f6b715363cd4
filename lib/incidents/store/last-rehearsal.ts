import type { Actor } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { Rehearsal } from '@/lib/incidents/model/rehearsal'

/** The last drill of a system that was carried to its end; null when there was none. */
export async function lastRehearsal(actor: Actor, system: string): Promise<Rehearsal | null> {
  authorise(actor, 'incident.read')
  const row = await db.incident.findFirst({
    where: { system, mode: 'drill', status: 'resolved', resolvedAt: { not: null } },
    orderBy: { resolvedAt: 'desc' },
    select: {
      number: true,
      title: true,
      resolvedAt: true,
      planRevision: { select: { version: true, contentHash: true } },
    },
  })
  if (!row?.resolvedAt) return null
  return {
    number: row.number,
    title: row.title,
    at: row.resolvedAt.getTime(),
    version: row.planRevision?.version ?? null,
    contentHash: row.planRevision?.contentHash ?? null,
  }
}
