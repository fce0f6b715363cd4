import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { giveRole, mapPlanRole } from '@/lib/auth/commands/give-role'
import { addUser } from '@/lib/auth/manage-users'
import type { Actor, Role, SignedIn } from '@/lib/auth/model/actor'
import { signedIn, signedInAs } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import { declareIncident } from '@/lib/incidents/commands/declare-incident'
import { resolveIncident } from '@/lib/incidents/commands/resolve-incident'
import { makeActor } from '@/lib/incidents/testing/fixtures'
import { parsePlan } from '@/lib/plans/document/parse'
import { grantableSystems } from '@/lib/plans/in-force/grantable'
import { publishRevision } from '@/lib/plans/revisions/publish-revision'
import { type Fixture, makeDatabase, requestFor } from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'
import { openReview } from '@/lib/reviews/commands/open-review'
import { incidentName, parseRestoreName } from '@/lib/vocabulary/numbers'

/** For tests only: two of the five systems as their plans have them, each with one of everything. */
export const [OWN, OTHER] = ['phaserai', 'solosuccess'] as const
const DATABASES = { phaserai: 'phaserai-prod', solosuccess: 'production-solosuccess-db' }

/** One of everything that a system can have. */
export type World = {
  system: string
  database: Fixture
  /** a restore that waits for approval, and its fingerprint */
  restore: { number: string; hash: string }
  /** an open incident, and a resolved one with its review */
  open: number
  resolved: number
}

export async function makeWorld(system: keyof typeof DATABASES): Promise<World> {
  const file = `plans/${system}.yaml`
  const text = readFileSync(file, 'utf8')
  const parsed = parsePlan(text, file)
  await publishRevision({ system, file, text, parsed, now: Date.now() })
  const { document } = await db.planRevision.findFirstOrThrow({ where: { system } })
  const { account } = (document as unknown as { system: { account: { id: string } } }).system
  const database = await makeDatabase({ system, identifier: DATABASES[system], accountId: account.id })
  await db.assetSummary.create({
    data: {
      assetId: database.assetId,
      mechanisms: [{ mechanism: 'rds-automated', kind: 'window', location: 'x', count: 0, bytes: 0, observedAt: 1 }],
      updatedAt: new Date(),
    },
  })
  const commander = await makeActor('commander', `Commander of all ${system}`)
  const declare = (title: string) => declareIncident(commander, declarationOf(system, { title }))
  const open = await declare(`Rows are gone in ${system}`)
  const resolved = await declare(`Rows were gone in ${system}`)
  await resolveIncident(commander, { number: resolved.number, resumedAt: null, recoveredToAt: null }, { openReview })
  return { system, database, restore: await pendingRestore(database), open: open.number, resolved: resolved.number }
}

/** What the form that declares an incident sends. */
export function declarationOf(system: string, more: Record<string, unknown> = {}) {
  return {
    ...{ title: 'Rows are gone', system, environment: null, severity: 1, mode: 'live', impactStartedAt: null },
    ...{ takeCommand: false, idempotencyKey: randomUUID(), ...more },
  }
}

/** A restore by somebody else that waits, whatever the plan asks for. */
async function pendingRestore(database: Fixture, requester?: Actor): Promise<World['restore']> {
  const targetName = `again-${randomUUID().slice(0, 8)}`
  const at = new Date(database.latest - Math.ceil(Math.random() * 3_000) * 1_000).toISOString()
  const request = requestFor(database, { at, targetName, typedName: targetName, incident: 'none' })
  const { number } = await requestRestore(requester ?? (await makeActor('dba')), request)
  const { paramsHash } = await db.restore.update({
    where: { number: parseRestoreName(number) ?? 0 },
    data: {
      state: 'PENDING_APPROVAL',
      approvalRequired: true,
      approvalExpiresAt: new Date(Date.now() + 3_600_000),
    },
  })
  return { number, hash: paramsHash }
}

/** An account that holds these roles of these systems and none for all, as an admin makes one. */
export async function holding(
  roles: Partial<Record<string, Role>>,
  planRoles: readonly string[] = [],
): Promise<SignedIn> {
  const admin = signedIn(await makeActor('admin'))
  const email = `one-${randomUUID().slice(0, 8)}@example.org`
  await addUser(admin, { email, name: email.split('@')[0], role: 'none' })
  const { id } = await db.user.findUniqueOrThrow({ where: { email } })
  const grantable = await grantableSystems(admin)
  for (const [system, role] of Object.entries(roles)) await giveRole(admin, { userId: id, system, role }, grantable)
  for (const planRole of planRoles) await mapPlanRole(admin, { userId: id, planRole }, grantable)
  const actor = await signedInAs(id)
  if (!actor) throw new Error('The account that was made is nobody.')
  return actor
}

/** The name of a world's incident. */
export const nameOf = (number: number) => incidentName(number)
