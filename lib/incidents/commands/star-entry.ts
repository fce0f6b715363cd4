import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { transaction } from '@/lib/db/transaction'
import { NotFound } from '@/lib/errors'
import { starSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident } from '@/lib/incidents/store/write-entry'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'
import { entryById } from '@/lib/timeline/entries'
import { isStarred, star, unstar } from '@/lib/timeline/stars'

/** Takes an entry into the narrative or out of it. Asking for what is so already changes nothing. */
export async function starEntry(actor: Actor, input: unknown): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { number, entryId, starred } = parseInput(starSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.write', number)
    const named = await entryById(tx, entryId)
    const entry = named?.incident === number && named.entry.kind !== 'correction' ? named.entry : null
    if (!entry) throw new NotFound('There is no such entry in this incident.')
    if (starred === (await isStarred(tx, entryId))) return
    if (starred) await star(tx, entryId, actor.name)
    else await unstar(tx, entryId)
    const version = incident.version + 1
    await tx.incident.update({ where: { id: incident.id }, data: { version } })
    await auditIncident(tx, actor, starred ? 'entry.star' : 'entry.unstar', incident, { seq: entry.seq })
    await publish(tx, { topic: 'incident', id: String(number), version })
  })
}
