import { settingLines } from '@/lib/findings/rules/facts/setting-lines'
import { findingsOf } from '@/lib/findings/rules/findings-of'
import { countFindings, type FindingAct, livingFindings } from '@/lib/findings/rules/life'
import { collectorOf, pictureOf, type SystemFacts } from '@/lib/freshness/evidence'
import { runsOfPolicy } from '@/lib/freshness/runs'
import { countSlots, markOfSlots } from '@/lib/freshness/slots'
import { distrustOfCollector } from '@/lib/inventory/rules/trust'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import type { MeasuredRestore } from '@/lib/restores/model/measured'
import { rowsOfSystem } from '@/lib/screens/board/rules/rows'
import type { BackupLine, PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { assetLines, objectiveLines, planLine } from '@/lib/screens/system/rules/system-lines'
import { nextSlot } from '@/lib/time/schedule'

/** What the document is made of. `firstDay`: the UTC midnight that begins the days looked at, epoch milliseconds. */
export type PlanPageFacts = {
  state: PlanInForce
  facts: SystemFacts
  firstDay: number
  /** the last measured restore of each asset, by its id */
  restores: ReadonlyMap<string, MeasuredRestore>
  alarms: readonly string[]
  acts: readonly FindingAct[]
}

/**
 * The plan as a document, with what is true beside each statement.
 *
 * @param now epoch milliseconds
 */
export function planDocument(
  { state, facts, firstDay, restores, alarms, acts }: PlanPageFacts,
  now: number,
): PlanPageDto {
  const { plan } = facts
  const rows = rowsOfSystem({ ...facts, restores, systemAlarms: alarms }, now)
  const changes = rows.flatMap(({ nextChangeAt }) => nextChangeAt ?? [])
  const lines = assetLines(facts, now).filter(({ planned }) => planned)
  return {
    asOf: now,
    nextChangeAt: changes.length === 0 ? null : Math.min(...changes),
    system: state.system,
    plan,
    contentHash: state.contentHash,
    since: state.since,
    file: state.file,
    faults: state.faults,
    faultSince: state.faultSince,
    reviewOverdueBy: planLine(state, now).overdueBy,
    objectives: objectiveLines(plan, rows, restores),
    assets: Object.fromEntries(
      lines.map((line) => {
        const planned = plan.assets.find(({ key }) => key === line.key)
        const found = facts.assets.get(line.key)
        const known = line.collector === 'ok' && line.goneAt === null && found ? found.facts : null
        const policies = plan.backups.filter(({ asset }) => asset === line.key)
        return [line.key, { ...line, settings: planned ? settingLines({ asset: planned, policies }, known) : [] }]
      }),
    ),
    backups: Object.fromEntries(plan.backups.map((policy) => [policy.id, backupLine(facts, policy, firstDay, now)])),
    findings: countFindings(livingFindings(findingsOf(facts, now), acts, now)),
  }
}

function backupLine(facts: SystemFacts, policy: BackupPolicy, firstDay: number, now: number): BackupLine {
  const picture = pictureOf(facts, policy.asset, firstDay, now)
  const collector = picture ? collectorOf(facts, picture.asset, policy.store) : undefined
  const trusted = distrustOfCollector(collector, now) === null
  const past = picture ? (facts.runs.get(picture.asset.id) ?? []) : []
  const starts = new Set(runsOfPolicy(policy, picture?.policies ?? [policy], past).map(({ startedAt }) => startedAt))
  const points = past.filter((run) => starts.has(run.startedAt ?? run.consistentAt) && run.completedAt !== null)
  const window = policy.pointInTime ? picture?.sources.find((source) => source.window)?.window : null
  const newestAt = Math.max(window?.latest ?? 0, ...points.map(({ consistentAt }) => consistentAt))
  const schedule = picture?.schedules.find((judged) => judged.policy.id === policy.id)
  const slots = schedule?.slots ?? []
  const { kind } = policy.schedule
  const observed = collector !== undefined || points.length > 0
  const mark = !observed ? 'not-measured' : !trusted ? 'unknown' : (markOfSlots(slots, now) ?? 'within')
  return {
    newestAt: newestAt > 0 ? newestAt : null,
    trusted,
    observed,
    mark: mark === 'within' && newestAt === 0 ? 'pending' : mark,
    runs: schedule ? countSlots(slots) : null,
    nextAt:
      kind === 'cron' || kind === 'rate' ? nextSlot(policy.schedule as Parameters<typeof nextSlot>[0], now) : null,
  }
}
