import { type Evaluation, evaluateFreshness } from '@/lib/freshness/evaluate'
import { type AssetPicture, dataAssets, pictureOf, type SystemFacts } from '@/lib/freshness/evidence'
import { movesOn } from '@/lib/freshness/exposure'
import { markOfRatio, markRank } from '@/lib/freshness/verdict'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import type { MeasuredRestore } from '@/lib/restores/model/measured'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { copiesOf, nextOf, slotSummary, windowOf } from '@/lib/screens/board/rules/row-cells'
import { DAY, formatDuration } from '@/lib/time/durations'

/** One system's facts with what only the board shows. */
export type BoardFacts = SystemFacts & {
  restores: ReadonlyMap<string, MeasuredRestore>
  systemAlarms: readonly string[]
}

/** Every objective of one plan as rows: one for each asset with data that it covers, one without an asset where none does. */
export function rowsOfSystem(facts: BoardFacts, now: number): BoardRow[] {
  const pictures = new Map<string, AssetPicture | null>()
  const picture = (key: string) => {
    if (!pictures.has(key)) pictures.set(key, pictureOf(facts, key, now - 7 * DAY, now))
    return pictures.get(key) ?? null
  }
  return facts.plan.objectives.flatMap((objective) => {
    const covered = dataAssets(facts, objective.covers)
    const shown = objective.rpo ? covered : covered.slice(0, 1)
    if (shown.length === 0) return [rowWithoutData(facts, objective, now)]
    return shown.flatMap((key) => {
      const found = picture(key)
      return found ? [rowOf(facts, objective, found, now)] : []
    })
  })
}

function rowOf(facts: BoardFacts, objective: PlanObjective, picture: AssetPicture, now: number): BoardRow {
  const rpo = { target: objective.rpo?.target ?? null, maximum: objective.rpo?.max ?? null }
  const judged = evaluateFreshness(rpo, picture, now)
  const restore = facts.restores.get(picture.asset.id) ?? null
  const { verdict } = judged
  const base = emptyRow(facts, objective)
  const state = objective.rpo ? judged : recoveryTimeState(objective, restore)
  return {
    ...base,
    key: `${base.key}/${picture.asset.key}`,
    assetId: picture.asset.id,
    assetName: picture.asset.name,
    identifier: picture.asset.identifier,
    assumed: picture.asset.assumed,
    mark: state.mark,
    marks: state.marks,
    severity: verdict.severity,
    loud: objective.rpo ? isLoud(judged) : markRank(state.mark) < markRank('within'),
    sentence: state.sentence,
    restorableTo: verdict.point?.consistentAt ?? null,
    doubted: verdict.mark === 'unknown',
    unknownSince: verdict.mark === 'unknown' ? lastRead(picture) : null,
    follows: verdict.point !== null && movesOn(verdict.point),
    exposure: verdict.exposure,
    ratio: verdict.ratio,
    sync: verdict.sync,
    next: nextOf(picture, judged),
    slots: slotSummary(picture, now),
    window: windowOf(picture),
    windowRequired: picture.policies.some((policy) => policy.pointInTime),
    lastRestore: restore && { number: restore.number, at: restore.at, took: restore.took },
    copies: copiesOf(judged),
    alarms: [
      ...picture.asset.alarms.filter((alarm) => alarm.state === 'ALARM').map((alarm) => alarm.name),
      ...facts.systemAlarms,
    ],
    nextChangeAt: judged.nextChangeAt,
  }
}

function lastRead(picture: AssetPicture): number | null {
  const read = picture.sources.flatMap((source) => source.observedAt ?? [])
  return read.length === 0 ? null : Math.max(...read)
}

function isLoud(judged: Evaluation): boolean {
  return markRank(judged.mark) < markRank('running') || judged.coveredBy !== null
}

/** A recovery time is measured by restores; without one nothing can be said of it. */
function recoveryTimeState(objective: PlanObjective, restore: MeasuredRestore | null) {
  const target = objective.rto?.target ?? null
  if (target === null || restore === null) {
    const what =
      target === null ? 'Nothing measures it.' : `No restore measured yet against the RTO of ${formatDuration(target)}.`
    return { mark: 'not-measured' as const, marks: ['not-measured' as const], sentence: what }
  }
  const mark = markOfRatio(restore.took / target)
  const over =
    mark === 'breached' ? `${formatDuration(restore.took - target)} over` : `${formatDuration(restore.took)} of`
  return {
    mark,
    marks: [mark],
    sentence: mark === 'within' ? '' : `The last measured restore took ${over} the RTO of ${formatDuration(target)}.`,
  }
}

function emptyRow(facts: BoardFacts, objective: PlanObjective): BoardRow {
  const { plan } = facts
  return {
    key: `${plan.system.key}/${objective.id}`,
    system: plan.system.key,
    systemName: plan.system.name,
    objective: objective.name,
    objectiveId: objective.id,
    assetId: null,
    assetName: '',
    identifier: '',
    assumed: false,
    mark: 'not-measured',
    marks: ['not-measured'],
    severity: 0,
    loud: false,
    sentence: '',
    restorableTo: null,
    doubted: false,
    unknownSince: null,
    follows: false,
    exposure: null,
    rpo: objective.rpo?.target ?? null,
    rpoMax: objective.rpo?.max ?? null,
    ratio: null,
    sync: null,
    targets: {
      rto: objective.rto?.target ?? null,
      rtoMax: objective.rto?.max ?? null,
      availability: objective.availability?.target ?? null,
      mttr: objective.mttr?.target ?? null,
      integrity: objective.integrity?.target ?? null,
    },
    next: { kind: 'unknown' },
    slots: null,
    window: null,
    windowRequired: false,
    lastRestore: null,
    copies: [],
    alarms: [],
    nextChangeAt: null,
  }
}

function rowWithoutData(facts: BoardFacts, objective: PlanObjective, now: number): BoardRow {
  const row = emptyRow(facts, objective)
  const names = objective.services.join(', ')
  const covered = facts.plan.assets.filter((asset) => objective.covers.includes(asset.key)).map((asset) => asset.name)
  const assetName = names || covered.join(', ') || 'no asset named'
  if (!objective.rpo) {
    const { mark, marks, sentence } = recoveryTimeState(objective, null)
    return { ...row, assetName, mark, marks, sentence, nextChangeAt: null }
  }
  const picture = objective.covers.map((key) => pictureOf(facts, key, now, now)).find((found) => found !== null)
  return {
    ...row,
    assetName,
    identifier: picture?.asset.identifier ?? '',
    mark: 'unknown',
    marks: ['unknown'],
    sync: objective.rpo.target === 0 ? 'unknown' : null,
    loud: true,
    doubted: true,
    sentence: `Unknown: nothing observes it. The plan names no asset that holds this data.`,
  }
}

/** Worst first; within a state the least headroom first, then by name. Not measured comes last. */
export function sortRows(rows: readonly BoardRow[]): BoardRow[] {
  return [...rows].sort(
    (a, b) =>
      markRank(a.mark) - markRank(b.mark) ||
      Number(b.loud) - Number(a.loud) ||
      (b.ratio ?? -1) - (a.ratio ?? -1) ||
      (a.key < b.key ? -1 : 1),
  )
}
