import type { Actor, SystemActor } from '@/lib/auth/model/actor'
import { authorise } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { planOfDocument } from '@/lib/plans/document/plan-of-document'
import type { PlanFault } from '@/lib/plans/model/fault'
import type { Plan } from '@/lib/plans/model/plan'

/** Who asks: a person, or Tidemark itself (the worker). */
type Viewer = Pick<Actor, 'role'> | SystemActor

/** The plan of a system as it holds now. Instants are epoch milliseconds, UTC. */
export type PlanInForce = {
  system: string
  revisionId: string
  contentHash: string
  /** When this revision was put in force. */
  since: number
  file: string
  plan: Plan
  /** Faults of a newer text that was refused; empty when the file holds what is in force. */
  faults: PlanFault[]
  faultSince: number | null
  /** When the file was last read. */
  checkedAt: number
}

/** A plan file that was refused and has no earlier sound revision: the system is named, and nothing of it is known. */
export type PlanWithoutRevision = {
  system: string
  file: string
  faults: PlanFault[]
  faultSince: number | null
  checkedAt: number
}

// Revisions never change, so that a process keeps those it has read; a handful at a time are asked for.
const knownPlans = new Map<string, { plan: Plan; contentHash: string }>()
const MOST_KNOWN = 100

/** The plans in force, by the name of the system. Systems whose every text was refused are in `plansWithoutRevision`. */
export async function plansInForce(viewer: Viewer): Promise<PlanInForce[]> {
  allow(viewer)
  const rows = await db.planInForce.findMany({ where: { revisionId: { not: null } } })
  await learn(rows.flatMap(({ revisionId }) => revisionId ?? []))
  return rows
    .flatMap((row) => inForceOf(row) ?? [])
    .sort((a, b) => a.plan.system.name.localeCompare(b.plan.system.name))
}

/** The plan of one system, null when there is none in force. */
export async function planInForce(viewer: Viewer, system: string): Promise<PlanInForce | null> {
  allow(viewer)
  const row = await db.planInForce.findUnique({ where: { system } })
  if (!row?.revisionId) return null
  await learn([row.revisionId])
  return inForceOf(row)
}

/** The plan of a revision, such as the one an incident is pinned to; null when there is none of this id. */
export async function planOfRevision(viewer: Viewer, revisionId: string): Promise<Plan | null> {
  allow(viewer)
  await learn([revisionId])
  return knownPlans.get(revisionId)?.plan ?? null
}

/** Systems that have a plan file and no sound revision of it. */
export async function plansWithoutRevision(viewer: Viewer): Promise<PlanWithoutRevision[]> {
  allow(viewer)
  const rows = await db.planInForce.findMany({ where: { revisionId: null }, orderBy: { system: 'asc' } })
  return rows.map((row) => ({ system: row.system, ...checkOf(row) }))
}

type Row = NonNullable<Awaited<ReturnType<typeof db.planInForce.findUnique>>>

function inForceOf(row: Row): PlanInForce | null {
  const known = row.revisionId ? knownPlans.get(row.revisionId) : undefined
  if (!known || !row.revisionId) return null
  return { system: row.system, revisionId: row.revisionId, ...known, since: row.since?.getTime() ?? 0, ...checkOf(row) }
}

function checkOf({ file, faults, faultSince, checkedAt }: Row) {
  return {
    file,
    faults: (faults as PlanFault[] | null) ?? [],
    faultSince: faultSince?.getTime() ?? null,
    checkedAt: checkedAt.getTime(),
  }
}

async function learn(revisionIds: string[]): Promise<void> {
  const unknown = revisionIds.filter((id) => !knownPlans.has(id))
  if (unknown.length === 0) return
  const rows = await db.planRevision.findMany({
    where: { id: { in: unknown } },
    select: { id: true, contentHash: true, document: true },
  })
  if (knownPlans.size + rows.length > MOST_KNOWN) knownPlans.clear()
  for (const { id, contentHash, document } of rows) {
    knownPlans.set(id, { plan: planOfDocument(document), contentHash })
  }
}

function allow(viewer: Viewer): void {
  if ('role' in viewer) authorise(viewer, 'plan.read')
}
