import type { Holder, SystemActor } from '@/lib/auth/model/actor'
import { isAmong, ofSystems, type Systems, systemsFor } from '@/lib/auth/rules/roles'
import { type Db, db } from '@/lib/db/client'
import { readRevisions } from '@/lib/plans/in-force/revisions'
import type { PlanFault } from '@/lib/plans/model/fault'
import type { PlanInForce, PlanRevision, PlanWithoutRevision } from '@/lib/plans/model/in-force'

/** Who asks: a person, or Tidemark itself, where the asker's authority was checked for more than the plan already. */
type Viewer = Holder | SystemActor

/**
 * The plans in force that the viewer may read, by the name of the system. Systems whose every text was refused are in `plansWithoutRevision`.
 *
 * @param on the transaction of a caller that holds one, here and below
 * @throws Forbidden, here and below
 */
export async function plansInForce(viewer: Viewer, on: Db = db): Promise<PlanInForce[]> {
  const where = { revisionId: { not: null }, ...ofSystems(readable(viewer)) }
  const rows = await on.planInForce.findMany({ where })
  const revisions = await readRevisions(
    on,
    rows.flatMap(({ revisionId }) => revisionId ?? []),
  )
  return rows
    .flatMap((row) => inForceOf(row, revisions) ?? [])
    .sort((a, b) => a.plan.system.name.localeCompare(b.plan.system.name))
}

/** The plan of one system, null when there is none in force, or none that the viewer may read. */
export async function planInForce(viewer: Viewer, system: string, on: Db = db): Promise<PlanInForce | null> {
  const found = await findPlan(viewer, system, on)
  return found?.revisionId ? found : null
}

/** The same, or what is known of a plan whose every text was refused; null when no file ever named the system. */
export async function findPlan(
  viewer: Viewer,
  system: string,
  on: Db = db,
): Promise<PlanInForce | PlanWithoutRevision | null> {
  if (!isAmong(readable(viewer), system)) return null
  const row = await on.planInForce.findUnique({ where: { system } })
  if (!row) return null
  if (row.revisionId === null) return { system, revisionId: null, ...checkOf(row) }
  return inForceOf(row, await readRevisions(on, [row.revisionId]))
}

/** Systems that have a plan file and no sound revision of it. */
export async function plansWithoutRevision(viewer: Viewer): Promise<PlanWithoutRevision[]> {
  const where = { revisionId: null, ...ofSystems(readable(viewer)) }
  const rows = await db.planInForce.findMany({ where, orderBy: { system: 'asc' } })
  return rows.map((row) => ({ system: row.system, revisionId: null, ...checkOf(row) }))
}

/** Revisions by their ids, such as those that incidents and restores are pinned to; nulls, unknown ids and what the viewer may not read are left out. */
export async function revisionsById(
  viewer: Viewer,
  ids: readonly (string | null)[],
  on: Db = db,
): Promise<ReadonlyMap<string, PlanRevision>> {
  const systems = readable(viewer)
  const found = await readRevisions(
    on,
    ids.flatMap((id) => id ?? []),
  )
  return systems === null ? found : new Map([...found].filter(([, { system }]) => isAmong(systems, system)))
}

/** One revision; null when there is none of this id. */
export async function revisionById(viewer: Viewer, id: string | null): Promise<PlanRevision | null> {
  return (id !== null && (await revisionsById(viewer, [id])).get(id)) || null
}

type Row = NonNullable<Awaited<ReturnType<typeof db.planInForce.findUnique>>>

function inForceOf(row: Row, revisions: ReadonlyMap<string, PlanRevision>): PlanInForce | null {
  const revision = revisions.get(row.revisionId ?? '')
  return revision ? { ...revision, since: row.since?.getTime() ?? null, ...checkOf(row) } : null
}

function checkOf({ file, faults, faultSince, checkedAt }: Row) {
  return {
    file,
    faults: (faults as PlanFault[] | null) ?? [],
    faultSince: faultSince?.getTime() ?? null,
    checkedAt: checkedAt.getTime(),
  }
}

function readable(viewer: Viewer): Systems {
  return 'role' in viewer ? systemsFor(viewer, 'plan.read') : null
}
