import type { Actor } from '@/lib/auth/model/actor'
import { can, ofSystems, systemsFor } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { planInForce, revisionById } from '@/lib/plans/in-force/queries'
import type { CalendarItem } from '@/lib/plans/model/calendar'
import type { Plan } from '@/lib/plans/model/plan'
import { DAY } from '@/lib/time/durations'
import { incidentName } from '@/lib/vocabulary/numbers'

/** No plan's deadline is longer than this after a resolution. */
const LONGEST = 60 * DAY

/**
 * What has to follow the incidents that were resolved, by the deadlines of the plan each was declared under: its day,
 * in [from, to). Tidemark does not know whether it was done; the review says so.
 *
 * @param from epoch milliseconds
 * @param system one system's key, all that the person may read where null
 */
export async function followUps(
  actor: Actor,
  { from, to, system }: { from: number; to: number; system: string | null },
): Promise<CalendarItem[]> {
  const readable = systemsFor(actor, 'incident.read')
  const resolved = await db.incident.findMany({
    where: {
      status: 'resolved',
      mode: 'live',
      resolvedAt: { gte: new Date(from - LONGEST), lt: new Date(to) },
      AND: [ofSystems(readable), system === null ? {} : { system }],
    },
    select: { number: true, system: true, resolvedAt: true, planRevisionId: true },
    take: 500,
  })
  const items = await Promise.all(
    resolved.map(async ({ number, system: key, resolvedAt, planRevisionId }): Promise<CalendarItem[]> => {
      const plan = await planDeclaredUnder(actor, key, planRevisionId)
      const name = incidentName(number)
      return (plan?.reviews?.deadlines ?? []).map(({ id, what, within }) => ({
        id: `${key}:follow-up:${name}:${id}`,
        system: key,
        systemName: plan?.system.name ?? key,
        kind: 'follow-up',
        title: `${name}: ${what}`,
        day: Math.floor(((resolvedAt?.getTime() ?? 0) + within) / DAY) * DAY,
        state: 'agreed',
        note: 'by the plan’s deadline after resolution',
        href: `/reviews/${name}`,
      }))
    }),
  )
  return items.flat().filter(({ day }) => day >= from && day < to)
}

/**
 * By when the plan wants what follows an incident, from the moment it was resolved: epoch milliseconds, or null while it
 * is open.
 *
 * @param number the incident's number
 */
export async function deadlinesAfter(
  actor: Actor,
  number: number,
): Promise<{ what: string; by: number | null; within: number }[]> {
  const row = await db.incident.findUnique({
    where: { number },
    select: { system: true, resolvedAt: true, planRevisionId: true },
  })
  if (!row || !can(actor, 'incident.read', row)) return []
  const plan = await planDeclaredUnder(actor, row.system, row.planRevisionId)
  const resolved = row.resolvedAt?.getTime() ?? null
  return (plan?.reviews?.deadlines ?? []).map(({ what, within }) => ({
    what,
    within,
    by: resolved === null ? null : resolved + within,
  }))
}

/** The plan an incident was declared under; an incident older than its plan's first revision has the one in force. */
export async function planDeclaredUnder(actor: Actor, system: string, revisionId: string | null): Promise<Plan | null> {
  const pinned = await revisionById(actor, revisionId)
  return (pinned ?? (await planInForce(actor, system)))?.plan ?? null
}
