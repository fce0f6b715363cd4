import type { ExposureBasis } from '@/lib/incidents/model/incident'
import { databaseKeys } from '@/lib/incidents/rules/objectives'
import type { MechanismSummary } from '@/lib/inventory/model/facts'
import { type Collectors, type Distrust, distrustOfFact } from '@/lib/inventory/rules/trust'
import type { PlanAsset } from '@/lib/plans/model/assets'
import { CAME_TO_NOTHING } from '@/lib/restores/machine/states'
import type { LinkedRestore } from '@/lib/restores/model/linked'

/** The newest restorable time of one database. Instants are epoch milliseconds. */
export type RestorableSource = {
  asset: string
  at: number
  observedAt: number
  /** why it must not be believed; null when it may */
  distrust: Distrust | null
}

/** Whether a restore still leads, or led, to a new resource. */
export function counts(restore: Pick<LinkedRestore, 'state'>): boolean {
  return !CAME_TO_NOTHING.has(restore.state)
}

/** Ids of the databases whose exposure is the incident's. */
export function databasesOf(input: {
  system: string
  environment: string | null
  plan: { assets: readonly PlanAsset[] } | undefined
}): string[] {
  return databaseKeys(input.plan?.assets ?? [], input.environment).map((key) => `${input.system}:${key}`)
}

/**
 * The newest instant to which a database can be restored in place of its data: windows and completed points, not
 * replicas (they repeat corruption). Nothing after the impact is offered, as it is suspect.
 *
 * @param before impact start, epoch milliseconds, or null when not known
 * @param collectors what reads them: a fact that it cannot vouch for is not believed
 */
export function newestRestorable(
  mechanisms: readonly MechanismSummary[],
  before: number | null,
  collectors: Collectors,
  now: number,
): Omit<RestorableSource, 'asset'> | null {
  let best: Omit<RestorableSource, 'asset'> | null = null
  for (const one of mechanisms) {
    const at = restorableAt(one, before)
    if (at === null || (best !== null && at <= best.at)) continue
    best = { at, observedAt: one.observedAt, distrust: distrustOfFact(one, collectors, now) }
  }
  return best
}

function restorableAt(one: MechanismSummary, before: number | null): number | null {
  if (one.kind === 'window') {
    if (one.latestAt === undefined) return null
    if (before === null || one.latestAt <= before) return one.latestAt
    return (one.earliestAt ?? Number.POSITIVE_INFINITY) <= before ? before : null
  }
  if (one.kind === 'replica' || !one.newest) return null
  return before === null || one.newest.consistentAt <= before ? one.newest.consistentAt : null
}

/** Chooses among the recorded point, the newest restore's point and the worst database's newest restorable time. */
export function pickBasis(
  input: { recoveredToAt: number | null; restores: readonly LinkedRestore[] },
  sources: readonly RestorableSource[],
): ExposureBasis {
  if (input.recoveredToAt !== null) return { kind: 'recovered', at: input.recoveredToAt }
  const chosen = input.restores.filter(counts).sort((a, b) => b.number - a.number)[0]
  if (chosen) return { kind: 'chosen', at: chosen.pointAt, restore: chosen.number }
  const worst = [...sources].sort((a, b) => a.at - b.at)[0]
  if (!worst) return { kind: 'none', why: 'No recovery point of its database is known.' }
  return { kind: 'newest', ...worst }
}
