import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db/client'
import { ACCOUNT, NOW, plan, SYSTEM } from '@/lib/screens/testing/board-plan'
import { DAY, HOUR, MINUTE } from '@/lib/time/durations'

/** For tests only. */
export const at = (ms: number) => new Date(ms)
export const dbId = `${SYSTEM}:db`
const collector = (service: string) => `${SYSTEM}/${ACCOUNT}/us-east-1/${service}`

/** Lets the collectors have seen the window and the dumps at a time; instants and ages in milliseconds. */
export async function observe(windowAge: number, observedAt: number) {
  const mechanisms = [
    {
      mechanism: 'rds-automated',
      location: `us-east-1/${ACCOUNT}/rds`,
      region: 'us-east-1',
      kind: 'window',
      earliestAt: NOW - 7 * DAY,
      latestAt: NOW - windowAge,
      observedAt,
      count: 0,
      bytes: 0,
      collectorId: collector('rds'),
    },
    {
      mechanism: 's3-object',
      location: `us-east-1/${ACCOUNT}/dumps`,
      region: 'us-east-1',
      kind: 'points',
      newest: {
        pointId: randomUUID(),
        identifier: 'x',
        consistentAt: NOW - 2.5 * HOUR,
        completedAt: NOW - 2.3 * HOUR,
        inferred: false,
      },
      observedAt,
      count: 20,
      bytes: 1,
      collectorId: collector('s3'),
    },
  ]
  await db.assetSummary.upsert({
    where: { assetId: dbId },
    create: { assetId: dbId, mechanisms, updatedAt: at(observedAt) },
    update: { mechanisms, version: { increment: 1 } },
  })
  for (const service of ['rds', 's3']) {
    const health = { lastAttemptAt: at(observedAt), lastSuccessAt: at(observedAt), failingSince: null, errorCode: null }
    await db.collector.upsert({
      where: { id: collector(service) },
      create: { id: collector(service), system: SYSTEM, accountId: ACCOUNT, region: 'us-east-1', service, ...health },
      update: health,
    })
  }
}

/** A system with four objectives, a database, and a week of dumps of which one never came. */
export async function fillBoard(): Promise<void> {
  const revision = await db.planRevision.create({
    data: { system: SYSTEM, contentHash: randomUUID(), version: '1.0', document: plan as never, source: '' },
  })
  await db.planInForce.create({
    data: { system: SYSTEM, revisionId: revision.id, since: at(NOW - DAY), file: 'plans/x.yaml', checkedAt: at(NOW) },
  })
  await db.asset.create({
    data: {
      id: dbId,
      system: SYSTEM,
      key: 'db',
      kind: 'db-instance',
      name: 'The db',
      identifier: 'db',
      region: 'us-east-1',
      accountId: ACCOUNT,
      collectorId: collector('rds'),
      facts: { backupRetentionDays: 7, multiAz: false },
      firstSeenAt: at(NOW - HOUR),
      confirmedAt: at(NOW - 20_000),
    },
  })
  // A dump every six hours for a week; the one of noon today never came.
  const noon = Date.UTC(2026, 10, 21, 12)
  const slots = Array.from({ length: 29 }, (_, index) => noon - index * 6 * HOUR).filter((slot) => slot !== noon)
  await db.recoveryPoint.createMany({
    data: slots.map((slot) => ({
      assetId: dbId,
      mechanism: 's3-object',
      location: `us-east-1/${ACCOUNT}/dumps`,
      region: 'us-east-1',
      identifier: `dump-${slot}`,
      startedAt: at(slot + 10_000),
      consistentAt: at(slot + 10_000),
      completedAt: at(slot + 12 * MINUTE),
      status: 'available',
      details: { policy: 'dump' },
      firstSeenAt: at(NOW - HOUR),
      confirmedAt: at(NOW),
    })),
  })
  await db.observation.createMany({
    data: Array.from({ length: 13 }, (_, index) => ({
      assetId: dbId,
      location: `us-east-1/${ACCOUNT}/rds`,
      measure: 'window-latest',
      at: at(NOW - HOUR + index * 5 * MINUTE),
      pointAt: at(NOW - HOUR + index * 5 * MINUTE - 4 * MINUTE),
    })),
  })
}
