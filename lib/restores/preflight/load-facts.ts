import { SYSTEM } from '@/lib/audit/record'
import type { Db } from '@/lib/db/client'
import { parseLocation } from '@/lib/inventory/places/location'
import { pointOf } from '@/lib/inventory/points'
import { assetsById, namesTaken } from '@/lib/inventory/store/assets'
import { loadCollectors } from '@/lib/inventory/store/collectors'
import { windowsOf } from '@/lib/inventory/store/windows'
import { plansInForce } from '@/lib/plans/in-force/queries'
import { neededApproval } from '@/lib/plans/rules/approval'
import { CAME_TO_NOTHING, UNDER_WAY } from '@/lib/restores/machine/states'
import type { Chosen } from '@/lib/restores/methods/model/method'
import { METHODS, type Methods } from '@/lib/restores/methods/registry'
import type { PreflightFacts, SourceFacts } from '@/lib/restores/model/preflight'
import { planFacts } from '@/lib/restores/rules/plan-facts'
import { measuredRestores } from '@/lib/restores/store/measured-restores'
import { restoreName } from '@/lib/vocabulary/numbers'

const HOLDS_ITS_NAME = { deletedAt: null, state: { notIn: [...CAME_TO_NOTHING] } }

/** What is restored, from what, and how. */
export type Choice = Chosen & { method: Methods[number]; source: SourceFacts; accountId: string }

/** What a person picked; `way` is the key of the way that a stored restore names, else every way is asked. */
export type Picked = { assetId: string; pointId?: string; at?: number; location?: string; way?: string }

/** Finds the asset and what was picked of it, and the first way that can restore it. Null: there is none. */
export async function findChoice(db: Db, picked: Picked, methods: Methods = METHODS): Promise<Choice | null> {
  const { assetId, pointId, at = null, location = null, way } = picked
  const [asset] = await assetsById(db, [assetId])
  if (!asset?.region || !asset.accountId) return null
  const {
    system,
    identifier,
    environment,
    region,
    accountId,
    resourceId,
    status,
    facts,
    confirmedAt,
    goneAt,
    collectorId,
  } = asset
  const source: SourceFacts = {
    ...{ assetId, system, systemName: system, identifier, environment, region, accountId },
    ...{ resourceId, status, facts, confirmedAt, goneAt, collectorId },
  }
  const point = pointId ? await pointOf(db, assetId, pointId) : null
  if (pointId && !point) return null
  const offer = { source, point, at, windows: point ? [] : await windowsOf(db, assetId), location }
  for (const method of methods.filter(({ key }) => way === undefined || key === way)) {
    const chosen = method.choose(offer)
    if (chosen) return { ...chosen, method, source, accountId: parseLocation(chosen.location).accountId || accountId }
  }
  return null
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
    nameHolder: await findNameHolder(db, { accountId, region, targetName }, method.target.heldBy),
    otherRestores: others.map((one) => ({ ...one, pointAt: one.pointAt.getTime() })),
    plan: own ? planFacts(own.plan, assetKey, own.revisionId) : null,
    approval: neededApproval(plans, { ...restoring, targetAccountId: accountId }),
    measured: measured.map(({ took }) => took),
    collectors: await loadCollectors(source.system, db),
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

async function findNameHolder(
  db: Db,
  { accountId, region, targetName }: { accountId: string; region: string; targetName: string },
  kinds: readonly string[],
): Promise<string | null> {
  const restore = await db.restore.findFirst({
    where: { accountId, region, targetName, ...HOLDS_ITS_NAME },
    select: { number: true },
  })
  if (restore) return restoreName(restore.number)
  const taken = await namesTaken(db, { accountId, region, name: targetName })
  const asset = taken.find(({ kind }) => kinds.includes(kind))
  return asset ? `an instance of ${asset.system}` : null
}
