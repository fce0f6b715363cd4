import { SYSTEM } from '@/lib/audit/record'
import type { Actor, SystemActor } from '@/lib/auth/model/actor'
import { type Systems, systemsFor } from '@/lib/auth/rules/roles'
import { byKey } from '@/lib/findings/store/system-facts'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import { distrustOfCollector } from '@/lib/inventory/rules/trust'
import { loadSystemAlarms } from '@/lib/inventory/store/alarms'
import { loadAssets } from '@/lib/inventory/store/assets'
import { loadCollectors } from '@/lib/inventory/store/collectors'
import { loadRecentRuns } from '@/lib/inventory/store/runs'
import { plansInForce, plansWithoutRevision } from '@/lib/plans/in-force/queries'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import { loadLastRestores } from '@/lib/restores/store/measured-restores'
import { boardFindings } from '@/lib/screens/board/board-findings'
import type { BoardDto, PlanTrouble } from '@/lib/screens/board/model/board'
import { rowsOfSystem, sortRows } from '@/lib/screens/board/rules/rows'
import { DAY } from '@/lib/time/durations'

/** Slots of seven days are shown; a run that belongs to the first may have begun a day before. */
const RUNS_SHOWN = 8 * DAY

/**
 * Every objective of the plans in force of the systems that the person may read, against what is known now, worst first.
 * Verdicts are computed on each call.
 *
 * @param now epoch milliseconds
 * @throws Forbidden
 */
export async function boardView(actor: Actor, now: number): Promise<BoardDto> {
  const { plans, assets, collectors, board } = await readFacts(actor, systemsFor(actor, 'board.read'), now)
  const findings = await boardFindings(plans, assets, collectors, now)
  const changes = [board.nextChangeAt, findings.nextChangeAt].filter((at) => at !== null)
  return {
    ...board,
    nextChangeAt: changes.length === 0 ? null : Math.min(...changes),
    findings: findings.systems,
  }
}

/** The same without findings for the worker, which asks for nobody. */
export async function readBoard(now: number): Promise<Omit<BoardDto, 'findings'>> {
  return (await readFacts(SYSTEM, null, now)).board
}

async function readFacts(viewer: Actor | SystemActor, systems: Systems, now: number) {
  const [plans, assets, collectors, restores, alarms, refused] = await Promise.all([
    plansInForce(viewer),
    loadAssets(),
    loadCollectors(systems),
    loadLastRestores(),
    loadSystemAlarms(),
    plansWithoutRevision(viewer),
  ])
  const guarded = guardedAssets(plans, assets)
  const runs = await loadRecentRuns(guarded, now - RUNS_SHOWN, now)
  const rows = plans.flatMap(({ plan, system }) =>
    rowsOfSystem(
      {
        plan,
        assets: byKey(assets, system),
        runs,
        context: { collectors: ofSystem(collectors, system) },
        restores,
        systemAlarms: alarms.get(system) ?? [],
      },
      now,
    ),
  )
  const changes = rows.flatMap((row) => row.nextChangeAt ?? [])
  const health = [...collectors.values()]
  const board = {
    asOf: now,
    nextChangeAt: changes.length === 0 ? null : Math.min(...changes),
    objectives: plans.reduce((sum, { plan }) => sum + plan.objectives.length, 0),
    systems: plans.length,
    rows: sortRows(rows),
    collectors: {
      reporting: health.filter((one) => distrustOfCollector(one, now) === null).length,
      total: health.length,
    },
    planTroubles: [
      ...plans.map((known) => ({ ...known, systemName: known.plan.system.name, lastGood: true })),
      ...refused.map((unknown) => ({ ...unknown, systemName: unknown.system, lastGood: false })),
    ].flatMap(troubleOfPlan),
  }
  return { plans, assets, collectors, board }
}

/** What everyone has to see of a plan whose newer text was refused. */
function troubleOfPlan(
  plan: Pick<PlanInForce, 'system' | 'file' | 'faults' | 'faultSince'> & { systemName: string; lastGood: boolean },
): PlanTrouble[] {
  const { system, systemName, file, faults, faultSince, lastGood } = plan
  const first = faults[0]
  if (!first) return []
  return [
    {
      system,
      systemName,
      file,
      faults: faults.length,
      first: `Line ${first.line}, column ${first.column}: ${first.message}`,
      lastGood,
      since: faultSince,
    },
  ]
}

/** The assets whose past matters to an objective. */
function guardedAssets(plans: readonly PlanInForce[], assets: readonly AssetState[]): AssetState[] {
  const ids = new Set(
    plans.flatMap(({ plan, system }) =>
      plan.objectives.flatMap(({ covers }) => covers.map((key) => `${system}:${key}`)),
    ),
  )
  return assets.filter(({ id }) => ids.has(id))
}

/** One system's collectors by id. */
function ofSystem(collectors: ReadonlyMap<string, CollectorState>, system: string): Map<string, CollectorState> {
  return new Map([...collectors].filter(([id]) => id.startsWith(`${system}/`)))
}
