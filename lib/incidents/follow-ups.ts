import { authorise } from '@/lib/auth/roles'
import type { Actor } from '@/lib/auth/types'
import { db } from '@/lib/db/client'
import { incidentName } from '@/lib/incidents/types'
import type { CalendarItem } from '@/lib/plans/calendar-types'
import { planInForce, planOfRevision } from '@/lib/plans/queries'
import { DAY } from '@/lib/time/durations'

/** No plan's deadline is longer than this after a resolution. */
const LONGEST = 60 * DAY

/**
 * What has to follow the incidents that were resolved, by the deadlines of the plan each was declared under: its day,
 * in [from, to). Tidemark does not know whether it was done; the review says so.
 *
 * @param from epoch milliseconds
 * @param system one system's key, all where null
 */
export async function followUps(
  actor: Actor,
  { from, to, system }: { from: number; to: number; system: string | null },
): Promise<CalendarItem[]> {
  authorise(actor, 'incident.read')
  const resolved = await db.incident.findMany({
    where: {
      status: 'resolved',
      mode: 'live',
      resolvedAt: { gte: new Date(from - LONGEST), lt: new Date(to) },
      ...(system === null ? {} : { system }),
    },
    select: { number: true, system: true, resolvedAt: true, planRevisionId: true },
    take: 500,
  })
  const items = await Promise.all(
    resolved.map(async ({ number, system: key, resolvedAt, planRevisionId }): Promise<CalendarItem[]> => {
      const pinned = planRevisionId ? await planOfRevision(actor, planRevisionId) : null
      const plan = pinned ?? (await planInForce(actor, key))?.plan
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
