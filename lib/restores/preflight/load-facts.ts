import { SYSTEM } from '@/lib/audit/record'
import type { Db } from '@/lib/db/client'
import type { Point, Window } from '@/lib/inventory/model/point'
import { locationOf, parseLocation, RDS_STORE } from '@/lib/inventory/places/location'
import { pointOf } from '@/lib/inventory/points'
import { assetsById, namesTaken } from '@/lib/inventory/store/assets'
import { windowsOf } from '@/lib/inventory/store/windows'
import { FACT_LIMIT } from '@/lib/inventory/trust'
import { plansInForce } from '@/lib/plans/in-force/queries'
import { neededApproval } from '@/lib/plans/rules/approval'
import { CAME_TO_NOTHING, UNDER_WAY } from '@/lib/restores/machine/states'
import type { PreflightFacts, SourceFacts } from '@/lib/restores/model/preflight'
import type { RestoreMethod } from '@/lib/restores/model/restore'
import { planFacts } from '@/lib/restores/rules/plan-facts'
import { pointTimeKey } from '@/lib/restores/rules/point-time'
import { methodFor } from '@/lib/restores/rules/words'
import { measuredRestores } from '@/lib/restores/store/measured-restores'
import { restoreName } from '@/lib/vocabulary/numbers'

const HOLDS_ITS_NAME = { deletedAt: null, state: { notIn: [...CAME_TO_NOTHING] } }

/** What is restored and from what, found in the inventory; `null` where there is no such thing. */
export type Choice = {
  method: RestoreMethod
  source: SourceFacts
  point: Point | null
  window: Window | null
  pointAt: number
  pointKey: string
  location: string
  region: string
  accountId: string
}

/** Finds the asset and the point, or the window for a second, that a person chose. Null: no such asset or point. */
export async function findChoice(
  db: Db,
  { assetId, pointId, at, location }: { assetId: string; pointId?: string; at?: number; location?: string },
): Promise<Choice | null> {
  const [asset] = await assetsById(db, [assetId])
  if (!asset?.region || !asset.accountId) return null
  const source: SourceFacts = {
    assetId,
    system: asset.system,
    systemName: asset.system,
    identifier: asset.identifier,
    environment: asset.environment,
    region: asset.region,
    accountId: asset.accountId,
    resourceId: asset.resourceId,
    status: asset.status,
    facts: asset.facts,
    confirmedAt: asset.confirmedAt,
    goneAt: asset.goneAt,
  }
  const accountOf = (place: string) => parseLocation(place).accountId || source.accountId
  if (pointId) {
    const point = await pointOf(db, assetId, pointId)
    const method = point && methodFor(point.mechanism)
    if (!point || !method || method === 'point-in-time') return null
    const { location: place, region } = point
    const pointKey = point.identifier
    return {
      method,
      source,
      point,
      window: null,
      pointAt: point.consistentAt,
      pointKey,
      location: place,
      region,
      accountId: accountOf(place),
    }
  }
  if (at === undefined) return null
  const window = await findWindow(db, source, location)
  const place = window?.location ?? locationOf(source.region, source.accountId, RDS_STORE)
  const region = window?.region ?? source.region
  const chosen = { source, point: null, window, pointAt: at, pointKey: pointTimeKey(at), location: place, region }
  return { method: 'point-in-time', ...chosen, accountId: accountOf(place) }
}

/** All that preflight decides from, for a choice and a target name. `incident` holds the clock of the loss. */
export async function loadPreflightFacts(
  db: Db,
  choice: Choice,
  targetName: string,
  writesStoppedAt: number | null,
  now: number,
): Promise<PreflightFacts> {
  const { source, region, accountId } = choice
  const assetKey = source.assetId.slice(source.system.length + 1)
  const plans = await plansInForce(SYSTEM, db)
  const own = plans.find(({ system }) => system === source.system)
  const restoring = { system: source.system, assetKey, identifier: source.identifier, accountId: source.accountId }
  const measured = await measuredRestores(db, source.assetId)
  const others = await db.restore.findMany({
    where: { assetId: source.assetId, state: { in: [...UNDER_WAY] } },
    orderBy: { number: 'asc' },
    take: 20,
    select: { number: true, state: true, pointAt: true },
  })
  const { method, point, window, pointAt } = choice
  return {
    ...{ method, point, window, pointAt, region, targetName, writesStoppedAt, now },
    source: own ? { ...source, systemName: own.plan.system.name } : source,
    nameHolder: await findNameHolder(db, { accountId, region, targetName }),
    otherRestores: others.map((one) => ({ ...one, pointAt: one.pointAt.getTime() })),
    plan: own ? planFacts(own.plan, assetKey, own.revisionId) : null,
    approval: neededApproval(plans, { ...restoring, targetAccountId: accountId }),
    measured: measured.map(({ took }) => took),
    limitMs: FACT_LIMIT,
  }
}

/** Every name that is taken in an account and region: instances as seen, and targets of restores that hold theirs. */
export async function takenNames(db: Db, accountId: string, region: string): Promise<Set<string>> {
  const [assets, restores] = await Promise.all([
    namesTaken(db, { accountId, region }),
    db.restore.findMany({
      where: { accountId, region, ...HOLDS_ITS_NAME },
      select: { targetName: true },
      take: 5_000,
    }),
  ])
  return new Set([...assets.map((one) => one.identifier), ...restores.map((one) => one.targetName)])
}

async function findWindow(db: Db, source: SourceFacts, location?: string): Promise<Window | null> {
  const windows = await windowsOf(db, source.assetId, 'rds-automated')
  const own = windows.find((one) => one.region === source.region && one.goneAt === null)
  return (location ? windows.find((one) => one.location === location) : (own ?? windows[0])) ?? null
}

async function findNameHolder(
  db: Db,
  { accountId, region, targetName }: { accountId: string; region: string; targetName: string },
): Promise<string | null> {
  const restore = await db.restore.findFirst({
    where: { accountId, region, targetName, ...HOLDS_ITS_NAME },
    select: { number: true },
  })
  if (restore) return restoreName(restore.number)
  const taken = await namesTaken(db, { accountId, region, name: targetName })
  const asset = taken.find(({ kind }) => kind === 'db-instance' || kind === 'replica')
  return asset ? `an instance of ${asset.system}` : null
}
