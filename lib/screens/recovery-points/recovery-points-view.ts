import type { Actor } from '@/lib/auth/model/actor'
import { can } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { NotFound } from '@/lib/errors'
import { lossUntil } from '@/lib/freshness/loss'
import { writesStoppedAt } from '@/lib/incidents/store/linkable-incident'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import type { Point } from '@/lib/inventory/model/point'
import { parseLocation } from '@/lib/inventory/places/location'
import { drawnPoints, pageOfPoints, pointOf } from '@/lib/inventory/points'
import { type Collectors, distrustOfFact } from '@/lib/inventory/rules/trust'
import { assetsById } from '@/lib/inventory/store/assets'
import { loadCollectors } from '@/lib/inventory/store/collectors'
import { windowsOf } from '@/lib/inventory/store/windows'
import { planInForce } from '@/lib/plans/in-force/queries'
import { METHODS } from '@/lib/restores/methods/registry'
import { estimateRestore } from '@/lib/restores/rules/estimate'
import { planFacts } from '@/lib/restores/rules/plan-facts'
import { measuredRestores } from '@/lib/restores/store/measured-restores'
import { laneOf } from '@/lib/screens/recovery-points/rules/lane'
import type { RecoveryPointsView } from '@/lib/screens/restore/model/restore'
import { isMeant } from '@/lib/time/instants'

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
  const [asset] = await assetsById(db, [asked.assetId])
  if (!asset || !can(actor, 'inventory.read', asset)) throw new NotFound('There is no such asset.')
  const assetId = asset.id
  const collectors = await loadCollectors(asset.system)
  const [lanes, page, windows, chosen, inForce, measured, stopped] = await Promise.all([
    lanesOf(assetId, asset.mechanisms, asked, collectors, now),
    pageOf(asked),
    windowsOf(db, assetId, 'rds-automated'),
    asked.point && isUuid(asked.point) ? pointOf(db, assetId, asked.point) : null,
    planInForce(actor, asset.system),
    measuredRestores(db, assetId),
    writesStoppedAt(db, asset.system),
  ])
  const facts = inForce ? planFacts(inForce.plan, asset.key, inForce.revisionId) : null
  const { id, system, identifier, name, region } = asset
  const summaries = asset.mechanisms
  // Of an asset that nothing shows itself, such as an etcd cluster, the backups may be seen all the same.
  const looks = [{ observedAt: asset.confirmedAt, collectorId: asset.collectorId }, ...summaries]
  const seenAt = looks.reduce<number | null>(
    (newest, { observedAt }) => (newest === null || (observedAt ?? 0) > newest ? observedAt : newest),
    null,
  )
  return {
    asset: {
      ...{ id, system, identifier, name, region, confirmedAt: seenAt },
      systemName: inForce?.plan.system.name ?? system,
      goneAt: asset.goneAt,
      stale: !looks.some((one) => distrustOfFact(one, collectors, now) === null),
    },
    ...{ from: asked.from, to: asked.to, lanes: lanes.lanes, capped: lanes.capped, rows: page.rows, next: page.next },
    mechanisms: [...new Set(summaries.filter((one) => one.kind === 'points').map((one) => one.mechanism))],
    locations: [...new Set(summaries.filter((one) => one.kind === 'points').map((one) => one.location))],
    windows: windows
      .filter((one) => one.goneAt === null)
      .map((one) => ({
        ...{ location: one.location, region: one.region, from: one.earliest, to: one.latest },
        observedAt: one.observedAt,
      })),
    chosen,
    restorable: chosen !== null && asset.region !== null && isRestorable(chosen),
    offers: METHODS.map(({ words }) => words.offers),
    rpo: facts?.rpo ?? null,
    rtoMs: facts?.rto?.ms ?? null,
    estimate: estimateRestore({ measured: measured.map((one) => one.took), plan: facts }),
    restoredCount: measured.length,
    lastRestoredAt: measured[0]?.at ?? null,
    lossUntil: lossUntil(now, stopped),
    writesStopped: stopped !== null,
    mayRestore: can(actor, 'restore.request', asset),
    asOf: now,
  }
}

/** Whether any way to restore takes this point. */
function isRestorable(point: Point): boolean {
  const { accountId, region } = parseLocation(point.location)
  const offer = { source: { region, accountId }, point, at: null, windows: [], location: null }
  return METHODS.some((one) => one.choose(offer) !== null)
}

async function pageOf({ assetId, mechanism, location, before }: PointsAsked) {
  const cursor = before ? readCursor(before) : null
  const { points, more } = await pageOfPoints(db, { assetId, mechanism, location, before: cursor, most: PAGE })
  const last = points.at(-1)
  return { rows: points, next: more && last ? `${last.consistentAt}_${last.id}` : null }
}

async function lanesOf(
  assetId: string,
  summaries: MechanismSummary[],
  asked: PointsAsked,
  collectors: Collectors,
  now: number,
) {
  const { from, to, mechanism, location } = asked
  const kept = summaries.filter(
    (one) =>
      one.kind !== 'replica' && (!mechanism || one.mechanism === mechanism) && (!location || one.location === location),
  )
  const points = await drawnPoints(db, assetId, { from, to, most: MOST_DRAWN + 1 })
  const lanes = kept.map((one) => {
    const own = points.filter((point) => point.mechanism === one.mechanism && point.location === one.location)
    return laneOf(one, own.slice(0, MOST_DRAWN), collectors, now)
  })
  return { lanes, capped: points.length > MOST_DRAWN }
}

function readCursor(text: string): { at: number; id: string } | null {
  const [at, id] = text.split('_')
  return at && id && /^\d{1,15}$/.test(at) && isMeant(Number(at)) && isUuid(id) ? { at: Number(at), id } : null
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
