import type { Actor } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { NotFound } from '@/lib/errors'
import { starSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident } from '@/lib/incidents/store/write-entry'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'

/** Takes an entry into the narrative or out of it. Asking for what is so already changes nothing. */
export async function starEntry(actor: Actor, input: unknown): Promise<void> {
  authorise(actor, 'incident.write')
  const { number, entryId, starred } = parseInput(starSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, number)
    const entry = await tx.timelineEntry.findFirst({
      where: { id: entryId, incidentId: incident.id, kind: { not: 'correction' } },
      include: { star: true },
    })
    if (!entry) throw new NotFound('There is no such entry in this incident.')
    if (starred === Boolean(entry.star)) return
    if (starred) await tx.entryStar.create({ data: { entryId, by: actor.name } })
    else await tx.entryStar.delete({ where: { entryId } })
    const version = incident.version + 1
    await tx.incident.update({ where: { id: incident.id }, data: { version } })
    await auditIncident(tx, actor, starred ? 'entry.star' : 'entry.unstar', incident, { seq: entry.seq })
    await publish(tx, { topic: 'incident', id: String(number), version })
  })
}
