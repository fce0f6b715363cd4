import type { Actor } from '@/lib/auth/model/actor'
import { authorise, can } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { RecoveryPoint } from '@/lib/db/generated/client'
import { NotFound } from '@/lib/errors'
import type { Mechanism, MechanismSummary, PointStatus } from '@/lib/inventory/model/facts'
import { confirmedAt } from '@/lib/inventory/rules/confirmed'
import { planInForce } from '@/lib/plans/in-force/queries'
import { FACTS_LIMIT_MS } from '@/lib/restores/preflight/load-facts'
import { estimateRestore } from '@/lib/restores/rules/estimate'
import { planFacts } from '@/lib/restores/rules/plan-facts'
import type { PointLane, PointRow, RecoveryPointsView } from '@/lib/screens/restore/model/restore'

const PAGE = 25
const MOST_DRAWN = 600

/** What the address asks for; instants are epoch milliseconds. `before` is the opaque end of the page before. */
export type PointsAsked = {
  assetId: string
  from: number
  to: number
  mechanism?: string
  location?: string
  before?: string
  point?: string
}

/** An asset's recovery points: lanes for a range, one page of the table by keyset, the chosen point. Throws NotFound. */
export async function recoveryPointsView(
  actor: Actor,
  asked: PointsAsked,
  now = Date.now(),
): Promise<RecoveryPointsView> {
  authorise(actor, 'inventory.read')
  const asset = await db.asset.findUnique({ where: { id: asked.assetId }, include: { summary: true } })
  if (!asset) throw new NotFound('There is no such asset.')
  const assetId = asset.id
  const [lanes, page, windows, chosen, inForce, measured, incident] = await Promise.all([
    lanesOf(assetId, (asset.summary?.mechanisms ?? []) as unknown as MechanismSummary[], asked),
    pageOf(asked),
    db.restoreWindow.findMany({
      where: { assetId, mechanism: 'rds-automated', goneAt: null },
      orderBy: { location: 'asc' },
    }),
    asked.point && isUuid(asked.point) ? db.recoveryPoint.findFirst({ where: { id: asked.point, assetId } }) : null,
    planInForce(actor, asset.system),
    measuredOf(assetId),
    db.incident.findFirst({
      where: { system: asset.system, status: { not: 'resolved' }, writesStoppedAt: { not: null } },
      orderBy: { declaredAt: 'desc' },
    }),
  ])
  const facts = inForce ? planFacts(inForce.plan, asset.key, inForce.revisionId) : null
  const { id, system, identifier, name, region } = asset
  const summaries = (asset.summary?.mechanisms ?? []) as unknown as MechanismSummary[]
  // Of an asset that nothing shows itself, such as an etcd cluster, the backups may be seen all the same.
  const looks = [asset.confirmedAt?.getTime() ?? null, ...summaries.map((one) => one.observedAt)]
  const seenAt = looks.reduce((newest, at) => (newest === null || (at ?? 0) > newest ? at : newest), null)
  return {
    asset: {
      ...{ id, system, identifier, name, region, confirmedAt: seenAt },
      systemName: inForce?.plan.system.name ?? system,
      goneAt: asset.goneAt?.getTime() ?? null,
      stale: seenAt === null || now - seenAt > FACTS_LIMIT_MS,
    },
    ...{ from: asked.from, to: asked.to, lanes: lanes.lanes, capped: lanes.capped, rows: page.rows, next: page.next },
    mechanisms: [...new Set(summaries.filter((one) => one.kind === 'points').map((one) => one.mechanism))],
    locations: [...new Set(summaries.filter((one) => one.kind === 'points').map((one) => one.location))],
    windows: windows.map((one) => ({
      ...{ location: one.location, region: one.region, from: one.earliest.getTime(), to: one.latest.getTime() },
      observedAt: one.observedAt.getTime(),
    })),
    chosen: chosen ? ((await rowsOf([chosen]))[0] ?? null) : null,
    rpo: facts?.rpo ?? null,
    rtoMs: facts?.rto?.ms ?? null,
    estimate: estimateRestore({ measured: measured.map((one) => one.took), plan: facts }),
    restoredCount: measured.length,
    lastRestoredAt: measured[0]?.at ?? null,
    lossUntil: incident?.writesStoppedAt?.getTime() ?? now,
    writesStopped: incident !== null,
    mayRestore: can(actor, 'restore.request'),
    asOf: now,
  }
}

async function pageOf({ assetId, mechanism, location, before }: PointsAsked) {
  const cursor = before ? readCursor(before) : null
  const found = await db.recoveryPoint.findMany({
    where: {
      assetId,
      ...(mechanism ? { mechanism } : {}),
      ...(location ? { location } : {}),
      ...(cursor
        ? {
            // The bound lets the index begin where the page before ended, at any depth.
            consistentAt: { lte: cursor.at },
            OR: [{ consistentAt: { lt: cursor.at } }, { consistentAt: cursor.at, id: { lt: cursor.id } }],
          }
        : {}),
    },
    orderBy: [{ consistentAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
  })
  const rows = await rowsOf(found.slice(0, PAGE))
  const last = rows.at(-1)
  return { rows, next: found.length > PAGE && last ? `${last.consistentAt}_${last.id}` : null }
}

async function lanesOf(assetId: string, summaries: MechanismSummary[], { from, to, mechanism, location }: PointsAsked) {
  const kept = summaries.filter(
    (one) =>
      one.kind !== 'replica' && (!mechanism || one.mechanism === mechanism) && (!location || one.location === location),
  )
  const points = await db.recoveryPoint.findMany({
    where: { assetId, goneAt: null, consistentAt: { gte: new Date(from), lte: new Date(to) } },
    orderBy: [{ consistentAt: 'desc' }, { id: 'desc' }],
    take: MOST_DRAWN + 1,
    select: {
      id: true,
      mechanism: true,
      location: true,
      consistentAt: true,
      completedAt: true,
      inferred: true,
      status: true,
    },
  })
  const lanes = kept.map((one): PointLane => {
    const own = points.filter((point) => point.mechanism === one.mechanism && point.location === one.location)
    return {
      mechanism: one.mechanism,
      location: one.location,
      points: own.slice(0, MOST_DRAWN).map((point) => ({
        ...{ id: point.id, inferred: point.inferred, status: point.status as PointStatus, goneAt: null },
        consistentAt: point.consistentAt.getTime(),
        completedAt: point.completedAt?.getTime() ?? null,
      })),
      window: one.kind === 'window' ? { from: one.earliestAt ?? 0, to: one.latestAt ?? 0 } : null,
      newestAt: (one.kind === 'window' ? one.latestAt : one.newest?.consistentAt) ?? null,
      observedAt: one.observedAt,
    }
  })
  return { lanes, capped: points.length > MOST_DRAWN }
}

async function measuredOf(assetId: string): Promise<{ took: number; at: number }[]> {
  const rows = await db.restore.findMany({
    where: { assetId, availableAt: { not: null }, firstSentAt: { not: null } },
    orderBy: { createdAt: 'desc' },
    take: 50,
    select: { availableAt: true, firstSentAt: true },
  })
  return rows.map((one) => {
    const at = one.availableAt?.getTime() ?? 0
    return { at, took: at - (one.firstSentAt?.getTime() ?? at) }
  })
}

function readCursor(text: string): { at: Date; id: string } | null {
  const [at, id] = text.split('_')
  return at && id && /^\d{1,15}$/.test(at) && isUuid(id) ? { at: new Date(Number(at)), id } : null
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** A point's row is not written at each sync: its source's last success confirms it (lib/inventory/confirmed-rules). */
async function rowsOf(points: RecoveryPoint[]): Promise<PointRow[]> {
  const ids = [...new Set(points.flatMap((point) => point.collectorId ?? []))]
  const collectors = await db.collector.findMany({
    where: { id: { in: ids } },
    select: { id: true, lastSuccessAt: true },
  })
  const successes = new Map(collectors.map((one) => [one.id, one.lastSuccessAt?.getTime() ?? null]))
  return points.map((point) => rowOf(point, successes.get(point.collectorId ?? '') ?? null))
}

function rowOf(point: RecoveryPoint, lastSuccessAt: number | null): PointRow {
  const seen = { confirmedAt: point.confirmedAt.getTime(), goneAt: point.goneAt?.getTime() ?? null }
  const { id, location, region, identifier, inferred, encrypted, kmsKey, copyOf } = point
  return {
    ...{ id, location, region, identifier, inferred, encrypted, kmsKey, copyOf },
    mechanism: point.mechanism as Mechanism,
    status: point.status as PointStatus,
    consistentAt: point.consistentAt.getTime(),
    completedAt: point.completedAt?.getTime() ?? null,
    sizeBytes: point.sizeBytes === null ? null : Number(point.sizeBytes),
    expiresAt: point.expiresAt?.getTime() ?? null,
    confirmedAt: confirmedAt(seen, lastSuccessAt),
    goneAt: seen.goneAt,
  }
}
