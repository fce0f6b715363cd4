import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { NotFound, Precondition } from '@/lib/errors'
import { planDeclaredUnder } from '@/lib/incidents/store/follow-ups'
import { incidentRecord } from '@/lib/incidents/store/incident-records'
import { type AuditForm, auditForm } from '@/lib/reviews/rules/audit-form'
import { entriesOf } from '@/lib/timeline/entries'
import { incidentName, parseIncidentName } from '@/lib/vocabulary/numbers'

/**
 * An incident as its plan wants it logged.
 *
 * @param name `INC-0042`
 * @throws NotFound for no such incident that the person may read; Precondition where its plan names no form
 */
export async function auditRecordOf(actor: Actor, name: string): Promise<AuditForm> {
  const number = parseIncidentName(name)
  const incident = number === null ? null : await incidentRecord(actor, number)
  if (!incident) throw new NotFound(`There is no incident ${name.slice(0, 40)}.`)
  const plan = await planDeclaredUnder(actor, incident.system, incident.planRevisionId)
  const format = plan?.audit?.format ?? []
  if (format.length === 0) {
    throw new Precondition(
      `The plan that ${incidentName(incident.number)} was declared under names no form for its record.`,
    )
  }
  const entries = await entriesOf(db, incident.id, { kinds: ['action', 'restore', 'runbook'] }, 1_000)
  const byTime = entries.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
  return auditForm(format, {
    mode: incident.mode,
    title: incident.title,
    status: incident.status,
    declaredByName: incident.declaredByName,
    declaredAt: incident.declaredAt.getTime(),
    impactStartedAt: incident.impactStartedAt?.getTime() ?? null,
    resumedAt: incident.resumedAt?.getTime() ?? null,
    actions: byTime.map(({ text }) => text),
  })
}
