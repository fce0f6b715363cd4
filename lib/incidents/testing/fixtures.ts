import { randomUUID } from 'node:crypto'
import type { Actor, Role } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { declareIncident } from '@/lib/incidents/commands/declare-incident'
import { HOUR, MINUTE } from '@/lib/time/durations'

/** For tests: an account of a role, and the person acting with it. */
export async function makeActor(role: Role, name: string = role): Promise<Actor> {
  const email = `${role}-${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, name, role, passwordHash: 'none' } })
  return { id: user.id, email, name, role, held: [] }
}

/** For tests: a system with a plan in force whose production has an RTO of 4 h and an RPO of 1 h. */
export async function makeSystem(): Promise<string> {
  const system = `system-${randomUUID().slice(0, 8)}`
  const objective = (id: string, environment: string, rto: number, rpo: number) => ({
    id,
    name: id,
    scope: 'environment',
    environment,
    covers: id === 'tier-0' ? ['db'] : [],
    rto: { target: rto, max: null },
    rpo: { target: rpo, max: null, realTime: false },
    source: { section: 'Recovery Objectives', says: '' },
  })
  const revision = await db.planRevision.create({
    data: {
      system,
      contentHash: randomUUID(),
      version: '1.0',
      source: 'test',
      document: {
        system: { key: system, name: 'Test system' },
        environments: [{ key: 'production', name: 'Production' }],
        objectives: [
          objective('production', 'production', 4 * HOUR, HOUR),
          objective('tier-0', 'production', HOUR, 15 * MINUTE),
          objective('staging', 'staging', 8 * HOUR, 24 * HOUR),
        ],
        assets: [{ key: 'db', kind: 'db-instance', environment: 'production', role: 'primary' }],
        backups: [],
      },
    },
  })
  const now = new Date()
  await db.planInForce.create({
    data: { system, revisionId: revision.id, since: now, file: `${system}.yaml`, checkedAt: now },
  })
  return system
}

/** For tests: a declaration; `impactStartedAt` is not known unless given. */
export async function makeIncident(actor: Actor, more: Record<string, unknown> = {}, now?: number) {
  return declareIncident(
    actor,
    {
      title: 'Corrupted rows',
      system: await makeSystem(),
      environment: 'production',
      severity: 1,
      mode: 'live',
      impactStartedAt: null,
      takeCommand: false,
      idempotencyKey: randomUUID(),
      ...more,
    },
    now,
  )
}
