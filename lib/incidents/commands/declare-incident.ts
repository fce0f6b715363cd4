import type { Actor } from '@/lib/auth/model/actor'
import { authorise, can, systemsFor } from '@/lib/auth/rules/roles'
import { db, type Tx } from '@/lib/db/client'
import { isDuplicate } from '@/lib/db/faults'
import type { Incident, Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { said } from '@/lib/door/rules/well-formed'
import { Conflict, InvalidInput } from '@/lib/errors'
import type { Milestones } from '@/lib/incidents/model/incident'
import { milestoneFault } from '@/lib/incidents/rules/milestones'
import { objectivesFor } from '@/lib/incidents/rules/objectives'
import { declareSchema } from '@/lib/incidents/schema'
import { auditIncident, writeEntry } from '@/lib/incidents/store/write-entry'
import { publish } from '@/lib/live/publish'
import { parseInput } from '@/lib/parse-input'
import { findPlan } from '@/lib/plans/in-force/queries'
import { incidentName } from '@/lib/vocabulary/numbers'
import { severityName } from '@/lib/vocabulary/severities'

type Declaration = ReturnType<typeof declareSchema.parse>

const UNSET: Milestones = {
  impactStarted: null,
  detected: null,
  declared: null,
  acknowledged: null,
  writesStopped: null,
  restored: null,
  verified: null,
  resumed: null,
  resolved: null,
}

/**
 * Declares an incident: pins the plan revision in force with its objectives, and begins the timeline. The same
 * idempotency key again returns the incident it made; with other facts it is refused.
 *
 * @throws InvalidInput, Forbidden, Conflict
 */
export async function declareIncident(
  actor: Actor,
  input: unknown,
  now = Date.now(),
): Promise<{ name: string; number: number }> {
  systemsFor(actor, 'incident.declare')
  const asked = parseInput(declareSchema, input)
  authorise(actor, 'incident.declare', asked)
  const times = { ...UNSET, declared: now }
  const fault = milestoneFault(times, 'impactStarted', asked.impactStartedAt, now)
  if (fault) throw new InvalidInput(fault, { impactStartedAt: fault })
  const known = await db.incident.findUnique({ where: { idempotencyKey: asked.idempotencyKey } })
  if (known) return sameAs(known, actor, asked)
  try {
    const made = await transaction((tx) => declare(tx, actor, asked, now))
    return { number: made.number, name: incidentName(made.number) }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const other = await db.incident.findUnique({ where: { idempotencyKey: asked.idempotencyKey } })
    if (!other) throw error
    return sameAs(other, actor, asked)
  }
}

async function declare(tx: Tx, actor: Actor, asked: Declaration, now: number): Promise<Incident> {
  const inForce = await findPlan(actor, asked.system, tx)
  if (!inForce) throw new InvalidInput('There is no such system.', { system: 'Choose one of the systems with a plan.' })
  const plan = inForce.revisionId ? inForce.plan : null
  if (asked.environment && plan && !plan.environments.some(({ key }) => key === asked.environment)) {
    throw new InvalidInput('The plan has no such environment.', {
      environment: 'Choose one of the plan’s environments.',
    })
  }
  const incident = await tx.incident.create({
    data: {
      title: asked.title,
      system: asked.system,
      environment: asked.environment,
      severity: severityName(asked.severity),
      mode: asked.mode,
      status: 'investigating',
      planRevisionId: inForce.revisionId,
      objectives: (plan ? objectivesFor(plan, asked.environment) : []) as unknown as Prisma.InputJsonArray,
      declaredById: actor.id,
      declaredByName: actor.name,
      impactStartedAt: asked.impactStartedAt === null ? null : new Date(asked.impactStartedAt),
      declaredAt: new Date(now),
      idempotencyKey: asked.idempotencyKey,
    },
  })
  await writeBeginning(tx, actor, incident, asked, now)
  await auditIncident(tx, actor, 'incident.declare', incident, {
    severity: asked.severity,
    mode: asked.mode,
    impactStartedAt: asked.impactStartedAt,
    planRevision: inForce.revisionId ? inForce.contentHash : null,
  })
  await publish(tx, { topic: 'board', id: incident.system })
  return incident
}

async function writeBeginning(
  tx: Tx,
  actor: Actor,
  incident: Incident,
  asked: Declaration,
  now: number,
): Promise<void> {
  if (asked.impactStartedAt !== null) {
    await writeEntry(tx, incident.id, actor, {
      kind: 'status',
      text: said`Impact starts`,
      detail: { milestone: 'impactStarted', at: asked.impactStartedAt, previous: null },
      occurredAt: asked.impactStartedAt,
      starred: true,
    })
  }
  const commands = asked.takeCommand && can(actor, 'incident.command', incident)
  const drill = asked.mode === 'drill' ? ' as a drill' : ''
  await writeEntry(tx, incident.id, actor, {
    kind: 'status',
    text: said`Declared SEV ${asked.severity}${drill}: ${asked.title}`,
    detail: { milestone: 'declared', at: now, previous: null },
    occurredAt: now,
    starred: true,
  })
  if (!commands) return
  await tx.incidentRole.create({
    data: {
      incidentId: incident.id,
      role: 'commander',
      userId: actor.id,
      userName: actor.name,
      since: new Date(now),
      givenBy: actor.name,
    },
  })
  await writeEntry(tx, incident.id, actor, {
    kind: 'role',
    text: said`${actor.name} takes command`,
    detail: { role: 'commander', roleEvent: 'assigned', person: { id: actor.id, name: actor.name } },
    occurredAt: now,
  })
}

function sameAs(known: Incident, actor: Actor, asked: Declaration): { name: string; number: number } {
  const same =
    known.declaredById === actor.id &&
    known.title === asked.title &&
    known.system === asked.system &&
    known.severity === severityName(asked.severity) &&
    known.mode === asked.mode
  if (same) return { number: known.number, name: incidentName(known.number) }
  throw new Conflict(
    `This form already declared ${incidentName(known.number)}. Load the page again to declare another.`,
  )
}
