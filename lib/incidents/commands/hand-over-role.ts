import type { Actor } from '@/lib/auth/model/actor'
import { can, systemsFor } from '@/lib/auth/rules/roles'
import type { Tx } from '@/lib/db/client'
import type { Incident } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { Conflict, Forbidden, Precondition } from '@/lib/errors'
import { findPerson, holdersOf } from '@/lib/incidents/commands/assign-role'
import { handoverSummary } from '@/lib/incidents/rules/handover'
import { handoverFault, openOffers } from '@/lib/incidents/rules/rules'
import { answerSchema, handOverSchema } from '@/lib/incidents/schema'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { summaryOf } from '@/lib/incidents/store/queries'
import { toEntryDto } from '@/lib/incidents/store/rows'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { parseInput } from '@/lib/parse-input'
import { entriesOf, newestEntries } from '@/lib/timeline/entries'
import { INCIDENT_ROLE_WORDS } from '@/lib/vocabulary/incident-roles'

/** Offers a held role to another person, by its holder or by those who command. Nothing changes until they accept. */
export async function handOverRole(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { number, role, userId, note } = parseInput(handOverSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.write', number)
    const holders = await holdersOf(tx, incident.id)
    const holder = holders.find((held) => held.role === role)
    if (holder?.userId !== actor.id && !can(actor, 'incident.command', incident)) {
      throw new Forbidden('Only who holds the role, or who may command, can hand it over.')
    }
    const person = await findPerson(tx, userId, incident)
    const fault = handoverFault(holders, role, person)
    if (fault) throw new Precondition(fault)
    await auditIncident(tx, actor, 'incident.handover.offer', incident, { role, to: person.name })
    await writeEntry(tx, incident.id, actor, {
      kind: 'role',
      text: said`${INCIDENT_ROLE_WORDS[role]} offered to ${person.name}${note ? `: ${note}` : ''}`,
      detail: { role, roleEvent: 'offered', person: { id: person.id, name: person.name } },
      occurredAt: now,
    })
  })
}

/** Accepts or declines an offered role. On acceptance the role changes hands and a summary of the state is written. */
export async function answerHandover(actor: Actor, input: unknown, now = Date.now()): Promise<void> {
  systemsFor(actor, 'incident.write')
  const { number, offer, accept } = parseInput(answerSchema, input)
  await transaction(async (tx) => {
    const incident = await lockIncident(tx, actor, 'incident.write', number)
    const rows = await entriesOf(tx, incident.id, { kinds: ['role'] })
    const open = openOffers(rows.map(toEntryDto)).find(({ entryId }) => entryId === offer)
    if (!open) throw new Conflict('This offer stands no longer.')
    if (open.toId !== actor.id) throw new Forbidden(`The role was offered to ${open.toName}.`)
    const { role } = open
    const word = INCIDENT_ROLE_WORDS[role]
    if (!accept) {
      await auditIncident(tx, actor, 'incident.handover.decline', incident, { role })
      await writeEntry(tx, incident.id, actor, {
        kind: 'role',
        text: said`${actor.name} declines the role ${word.toLowerCase()}`,
        detail: { role, roleEvent: 'declined', offer },
        occurredAt: now,
      })
      return
    }
    const holders = await holdersOf(tx, incident.id)
    const fault = handoverFault(holders, role, await findPerson(tx, actor.id, incident))
    if (fault) throw new Precondition(fault)
    const from = holders.find((held) => held.role === role)?.userName ?? 'nobody'
    await tx.incidentRole.updateMany({
      where: { incidentId: incident.id, role, until: null },
      data: { until: new Date(now) },
    })
    await tx.incidentRole.create({
      data: {
        incidentId: incident.id,
        role,
        userId: actor.id,
        userName: actor.name,
        since: new Date(now),
        givenBy: open.byName,
      },
    })
    await auditIncident(tx, actor, 'incident.handover.accept', incident, { role, from })
    await writeEntry(tx, incident.id, actor, {
      kind: 'role',
      text: said`${word}: ${from} hands over to ${actor.name}`,
      detail: {
        role,
        roleEvent: 'accepted',
        offer,
        person: { id: actor.id, name: actor.name },
        summary: await summarise(tx, incident, now),
      },
      occurredAt: now,
      starred: role === 'commander',
    })
  })
}

async function summarise(tx: Tx, incident: Incident, now: number): Promise<string[]> {
  const summary = await summaryOf(tx, incident.id, now)
  const rows = await newestEntries(tx, incident.id, 500)
  return summary ? handoverSummary(summary, rows.map(toEntryDto), now) : []
}
