import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { TimeTarget } from '@/lib/plans/model/objectives'
import type { Plan } from '@/lib/plans/model/plan'
import { restoreApprovalFor } from '@/lib/plans/rules/approval'
import { type Governed, governing, isNamed } from '@/lib/plans/rules/governing'
import { runbookEstimate } from '@/lib/plans/rules/runbook'
import { rungWords, scheduleWords, storeWords } from '@/lib/plans/rules/words'
import { formatDuration } from '@/lib/time/durations'

/** A length of time for programs and for people. */
export type Length = { ms: number; words: string }

/** A target as one objective sets it. `realTime`: nothing may be lost, and `target` is 0. */
export type ResolvedTarget = {
  target: Length
  max: Length | null
  realTime: boolean
  objective: { id: string; name: string }
  /** The place in the document that states it. */
  where: string
}

/** The target that governs, why it does, and what the other objectives ask for. */
export type ResolvedGoverning = ResolvedTarget & { reason: string; others: ResolvedTarget[] }

export type ResolvedAsset = {
  key: string
  name: string
  kind: string
  environment: string | null
  region: string | null
  /** True when the document does not state its identifier. */
  assumed: boolean
  rto: ResolvedGoverning | null
  rpo: ResolvedGoverning | null
  mttr: ResolvedGoverning | null
  backups: {
    id: string
    name: string
    mechanism: string
    schedule: string
    pointInTime: boolean
    retention: string[]
    store: string | null
    copies: string[]
  }[]
  /** Who has to agree before it is restored; null: nobody. */
  approval: { by: string; where: string } | null
  /** Ids of the scenarios that hit it. */
  scenarios: string[]
}

export type ResolvedScenario = {
  id: string
  name: string
  assets: string[]
  severity: string | null
  /** The runbook that answers it; null: there is none. `estimate` adds up the steps that state how long they take. */
  runbook: { id: string; name: string; steps: number; estimate: Length; stepsWithoutEstimate: number } | null
  alsoRunbooks: string[]
}

/**
 * A plan with its rules applied, as `npm run plans -- show <system> --json` prints it. Lengths of time stand as
 * milliseconds and in words, except in `plan`, which is the document as validated: milliseconds only.
 */
export type ResolvedPlan = {
  system: string
  name: string
  /** The hash of the content; the same as that of the revision in force when the file is. */
  contentHash: string
  version: string | null
  assets: ResolvedAsset[]
  scenarios: ResolvedScenario[]
  /** What of the plan a person has to settle, worst first. The account is not looked at. */
  findings: PlanFinding[]
  plan: Plan
}

/**
 * Applies the rules of plans to a plan: what governs each asset and why, its backups, who agrees to its restore, the
 * runbook of each scenario, and the findings.
 *
 * @param now epoch milliseconds, for what is overdue
 */
export function resolvePlan(plan: Plan, contentHash: string, now: number): ResolvedPlan {
  return {
    system: plan.system.key,
    name: plan.system.name,
    contentHash,
    version: plan.review.version,
    assets: plan.assets.map((asset) => resolveAsset(plan, asset)),
    scenarios: plan.scenarios.map((scenario) => {
      const runbook = plan.runbooks.find(({ id }) => id === scenario.runbook)
      const { id, name, assets, severity, alsoRunbooks } = scenario
      return { id, name, assets, severity, runbook: runbook ? resolveRunbook(runbook) : null, alsoRunbooks }
    }),
    findings: staticFindings(plan, now),
    plan,
  }
}

/** A length of time in words without the no-break spaces that screens need. */
function lengthWords(ms: number): string {
  return plain(formatDuration(ms))
}

function resolveAsset(plan: Plan, asset: PlanAsset): ResolvedAsset {
  const { key, name, kind, environment, region, assumed } = asset
  const { rto, rpo, mttr } = governing(plan, key)
  const named = isNamed(plan, key)
  const approval = restoreApprovalFor(plan, key)
  return {
    key,
    name,
    kind,
    environment,
    region,
    assumed,
    rto: resolveGoverned('RTO', rto, named),
    rpo: resolveGoverned('RPO', rpo, named),
    mttr: resolveGoverned('MTTR', mttr, named),
    backups: plan.backups.filter((backup) => backup.asset === key).map(resolveBackup),
    approval: approval ? { by: approval.by, where: approval.source.section } : null,
    scenarios: plan.scenarios.filter(({ assets }) => assets.includes(key)).map(({ id }) => id),
  }
}

type Setting<T> = Pick<Governed<T>, 'target' | 'objective'>

function resolveGoverned(
  kind: string,
  governed: Governed<TimeTarget> | null,
  named: boolean,
): ResolvedGoverning | null {
  if (!governed) return null
  const others = governed.others.map(resolveTarget)
  return { ...resolveTarget(governed), reason: reasonOf(kind, governed, named), others }
}

function resolveTarget({ target, objective }: Setting<TimeTarget>): ResolvedTarget {
  return {
    target: lengthOf(target.target),
    max: target.max === null ? null : lengthOf(target.max),
    realTime: 'realTime' in target && target.realTime === true,
    objective: { id: objective.id, name: objective.name },
    where: objective.source.section,
  }
}

function reasonOf(kind: string, { target, objective, others }: Governed<TimeTarget>, named: boolean): string {
  const asks = 'realTime' in target && target.realTime ? 'real time' : lengthWords(target.target)
  const [next] = others
  const start = `${objective.name} governs with ${asks}`
  if (!named && !next) return `${start}: no objective names this asset, and this one holds all around it.`
  if (!next) return `${start}: no other objective sets an ${kind} for this asset.`
  const alike = others.filter((other) => other.target.target === target.target)
  if (alike.length === 0) {
    const longer = others.map((other) => `${lengthWords(other.target.target)} of ${other.objective.name}`).join(', ')
    return `${start}, the strictest: it is shorter than the ${longer}.`
  }
  const names = alike.map((other) => other.objective.name).join(', ')
  const shorterMaximum = alike.every((other) => (other.target.max ?? Infinity) > (target.max ?? Infinity))
  const why = shorterMaximum ? 'its maximum is the shorter one' : 'the plan names it first'
  return `${start}, as ${names} asks for the same, and ${why}.`
}

function resolveBackup({ id, name, mechanism, schedule, pointInTime, retention, store, copies }: BackupPolicy) {
  return {
    id,
    name,
    mechanism,
    schedule: plain(scheduleWords(schedule)),
    pointInTime,
    retention: retention.map((rung) => plain(rungWords(rung))),
    store: store ? storeWords(store) : null,
    copies: copies.map((copy) => storeWords(copy.store)),
  }
}

function resolveRunbook(runbook: Plan['runbooks'][number]): NonNullable<ResolvedScenario['runbook']> {
  const { stated, without } = runbookEstimate(runbook)
  const { id, name, steps } = runbook
  return { id, name, steps: steps.length, estimate: lengthOf(stated), stepsWithoutEstimate: without }
}

function lengthOf(ms: number): Length {
  return { ms, words: lengthWords(ms) }
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ')
}
