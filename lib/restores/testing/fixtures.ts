import { randomUUID } from 'node:crypto'
import type { Role, SignedIn } from '@/lib/auth/model/actor'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import type { Mechanism } from '@/lib/inventory/model/facts'

/** For tests only: rows of one system of its own, so that suites do not meet. */
export type Fixture = {
  system: string
  assetId: string
  pointId: string
  backupPointId: string
  /** a point of every kind, by id, newest of its kind */
  points: string[]
  accountId: string
  /** the restore window's ends, epoch milliseconds */
  earliest: number
  latest: number
}

const MINUTE = 60_000

/** A mechanism that no account has: its points are taken by the way to restore that only tests have. */
export const MARKED = 'marked' as Mechanism

/** Identifiers of points that exist where the test restores from. */
export type Points = { snapshot: string; backup: string }

/** A person of a role who has just signed in, with a row of their own. */
export async function someone(role: Role): Promise<SignedIn> {
  const id = randomUUID()
  const email = `${role}-${id.slice(0, 8)}@tidemark.test`
  await db.user.create({ data: { id, email, name: `A ${role}`, role, passwordHash: 'x' } })
  return signedIn({ id, email, name: `A ${role}`, role, held: [] })
}

type Made = { now?: number; points?: Partial<Points> }

/** A protected instance with a restore window, a snapshot, an AWS Backup point and a plan. */
export async function makeFixture(
  over: Made & { approval?: boolean; identifier?: string; accountId?: string } = {},
): Promise<Fixture> {
  const system = `sys${randomUUID().slice(0, 8)}`
  const identifier = over.identifier ?? `${system}-prod`
  const accountId = over.accountId ?? String(Math.floor(Math.random() * 1e12)).padStart(12, '0')
  await makePlan(system, identifier, accountId, over.approval ?? false)
  return makeDatabase({ system, identifier, accountId }, over)
}

/** The instance alone, for a system that has its plan. */
export async function makeDatabase(
  { system, identifier, accountId }: { system: string; identifier: string; accountId: string },
  over: Made = {},
): Promise<Fixture> {
  const now = over.now ?? Date.now()
  const assetId = `${system}:${identifier}`
  const seen = { firstSeenAt: new Date(now - 9e8), confirmedAt: new Date(now - 10_000) }
  const [earliest, latest] = [now - 7 * 86_400_000, Math.floor((now - 5 * MINUTE) / 1000) * 1000]
  await db.asset.create({
    data: {
      ...{ id: assetId, system, key: identifier, kind: 'db-instance', name: identifier, identifier, accountId },
      ...{ region: 'us-east-1', environment: 'production', status: 'available', resourceId: `db-${system}` },
      facts: {
        ...{ engine: 'postgres', engineVersion: '15.8', instanceClass: 'db.t3.small', multiAz: true, allocatedGb: 100 },
        ...{
          storageType: 'gp3',
          deletionProtection: true,
          backupRetentionDays: 7,
          endpointPort: 5432,
          endpointAddress: `${identifier}.c9x1`,
        },
      },
      ...seen,
    },
  })
  const rds = `us-east-1/${accountId}/rds`
  await db.restoreWindow.create({
    data: {
      ...{ assetId, mechanism: 'rds-automated', location: rds, region: 'us-east-1', status: 'active' },
      ...{ earliest: new Date(earliest), latest: new Date(latest), observedAt: new Date(now - 10_000) },
    },
  })
  const point = (mechanism: string, location: string, pointIdentifier: string) =>
    db.recoveryPoint.create({
      data: {
        ...{
          assetId,
          mechanism,
          location,
          region: 'us-east-1',
          identifier: pointIdentifier,
          status: 'available',
          sizeBytes: 48_200_000_000n,
        },
        ...{ consistentAt: new Date(now - 12 * 60 * MINUTE), completedAt: new Date(now - 11 * 60 * MINUTE) },
        ...seen,
      },
    })
  const snapshot = await point('rds-snapshot-automated', rds, over.points?.snapshot ?? `rds:${identifier}-2026-11-21`)
  const arn = over.points?.backup ?? `arn:aws:rds:us-east-1:${accountId}:snapshot:awsbackup:job-${system}`
  const backup = await point('aws-backup', `us-east-1/${accountId}/${system}-vault`, arn)
  const marked = await point(MARKED, `us-east-1/${accountId}/${system}-marked`, arn)
  const points = [snapshot.id, backup.id, marked.id]
  return { system, assetId, pointId: snapshot.id, backupPointId: backup.id, points, accountId, earliest, latest }
}

/** A request that the form would post for a second inside the window. */
export function requestFor(fixture: Fixture, over: Record<string, unknown> = {}) {
  const at = new Date(fixture.latest - 10 * MINUTE).toISOString()
  const targetName = `${fixture.system}-pitr`
  return { assetId: fixture.assetId, at, targetName, typedName: targetName, idempotencyKey: randomUUID(), ...over }
}

/** An open incident of the system. */
export async function makeIncident(system: string): Promise<string> {
  const incident = await db.incident.create({
    data: {
      ...{ title: 'Corrupted sign-in rows', system, severity: 'SEV1', mode: 'live', status: 'investigating' },
      ...{
        declaredById: randomUUID(),
        declaredByName: 'A commander',
        declaredAt: new Date(),
        idempotencyKey: randomUUID(),
      },
    },
  })
  return incident.id
}

/** An instance that was found in the fixture's account, under its system, and that no plan names; with its window. */
export async function findInstance(fixture: Fixture): Promise<Fixture> {
  const { system, accountId } = fixture
  const identifier = `${system}-found`
  const assetId = `${system}:${identifier}`
  const [asset, window] = await Promise.all([
    db.asset.findUniqueOrThrow({ where: { id: fixture.assetId } }),
    db.restoreWindow.findFirstOrThrow({ where: { assetId: fixture.assetId } }),
  ])
  const named = { id: assetId, key: identifier, name: identifier, identifier, environment: null, planned: false }
  await db.asset.create({ data: { ...asset, ...named, facts: asset.facts ?? {} } })
  await db.restoreWindow.create({ data: { ...window, assetId, location: `us-east-1/${accountId}/rds` } })
  return { ...fixture, assetId }
}

/** Puts a plan in force that wants somebody's approval in production; null: nobody's. */
export async function askApproval(system: string, by: string | null): Promise<void> {
  const { revision } = await db.planInForce.findUniqueOrThrow({ where: { system }, include: { revision: true } })
  const before = revision?.document as { environments: object[] }
  const source = { section: 'Restore', says: `The ${by} agrees to a restore.` }
  const restoreApproval = by === null ? null : { required: true, by, source }
  const document = { ...before, environments: before.environments.map((one) => ({ ...one, restoreApproval })) }
  const { id } = await db.planRevision.create({
    data: { system, contentHash: randomUUID(), version: '2', document, source: 'test' },
  })
  await db.planInForce.update({ where: { system }, data: { revisionId: id } })
}

async function makePlan(system: string, identifier: string, accountId: string, approval: boolean): Promise<void> {
  const source = { section: 'Restore', says: 'The engineering lead agrees to a restore.' }
  const objective = {
    id: 'production',
    name: 'Production',
    scope: 'environment',
    environment: 'production',
    covers: [identifier],
  }
  const document = {
    system: { key: system, name: `System ${system}`, account: { id: accountId, restoreRole: null } },
    environments: [
      {
        key: 'production',
        name: 'Production',
        estimates: [],
        restoreApproval: approval ? { required: true, by: 'engineering lead', source } : null,
      },
    ],
    objectives: [
      { ...objective, rpo: { target: 3_600_000, max: null, realTime: false }, rto: { target: 14_400_000, max: null } },
    ],
    assets: [
      {
        key: identifier,
        environment: 'production',
        settings: {},
        estimates: [],
        toFillIn: [{ what: 'Security group', placeholder: 'sg-12345678', where: 'Scenario C' }],
      },
    ],
    backups: [],
  }
  const revision = await db.planRevision.create({
    data: { system, contentHash: randomUUID(), version: '1', document, source: 'test' },
  })
  const file = `plans/${system}.yaml`
  await db.planInForce.create({ data: { system, revisionId: revision.id, file, checkedAt: new Date() } })
}
