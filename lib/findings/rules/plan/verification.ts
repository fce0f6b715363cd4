import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { finding, lowerFirst, placesOf } from '@/lib/findings/rules/plan/finding'
import type { BackupPolicy } from '@/lib/plans/model/backups'
import type { Drill } from '@/lib/plans/model/care'
import type { Plan } from '@/lib/plans/model/plan'

/** Verifications that nothing judges, backups that nothing verifies, and detection that nothing can be held to. */
export function verificationFindings(plan: Plan): PlanFinding[] {
  return [...withoutRule(plan), ...withoutMeasure(plan), ...neverVerified(plan), ...withoutAlarm(plan)]
}

/** The keys of the assets that a drill restores, by its runbooks and by those of the scenarios it plays. */
export function restoredBy(plan: Plan, { runbooks, scenarios }: Pick<Drill, 'runbooks' | 'scenarios'>): Set<string> {
  const played = plan.scenarios.filter(({ id }) => scenarios.includes(id)).map(({ runbook }) => runbook)
  return new Set(
    plan.runbooks
      .filter(({ id }) => runbooks.includes(id) || played.includes(id))
      .flatMap(({ steps }) => steps.flatMap(({ restore }) => restore?.asset ?? [])),
  )
}

/** Scheduled backups of assets that no verification speaks of and no drill restores. */
export function unverifiedBackups(plan: Plan): BackupPolicy[] {
  const looked = new Set([
    ...plan.backups.filter(({ verification }) => verification.length > 0).map(({ asset }) => asset),
    ...plan.drills.flatMap((drill) => [...restoredBy(plan, drill)]),
  ])
  return plan.backups.filter(
    ({ asset, schedule }) => (schedule.kind === 'cron' || schedule.kind === 'rate') && !looked.has(asset),
  )
}

function withoutRule(plan: Plan): PlanFinding[] {
  const checks = plan.verifications.filter(({ expect }) => expect === null)
  if (checks.length === 0) return []
  return [
    finding(plan, 'verifications', {
      kind: 'no-rule',
      severity: 'medium',
      subject: 'Verification',
      sentence: `${checks.length === 1 ? 'A verification has' : `${checks.length} verifications have`} no rule: nothing says when it failed.`,
      planSays: checks.map(({ name }) => name).join('; '),
      found: 'Looked at, counted or run, and compared with nothing.',
      whatToDo: 'Write what is expected, such as a count not below the last known one.',
      places: placesOf(checks.map(({ source }) => source)),
      asset: null,
    }),
  ]
}

/** A limit to pass or fail by; a figure alone may say how long the check takes. */
const LIMIT = /\b(than|least|most|within|above|below|equals?)\b.*\d|[<>=≤≥]\s*\d/i
/** Words that promise a quantity; without a limit nobody can say when it is wrong. */
const QUANTITY = /\b(size|count|number|age|rate|duration|older|younger|plausible)\b/i

/** What a machine checks of a backup without a limit to compare with: one for the plan, listing the checks. */
function withoutMeasure(plan: Plan): PlanFinding[] {
  const vague = plan.backups.flatMap(({ name, verification }) =>
    verification
      .filter(({ kind }) => kind === 'automated')
      .flatMap(({ maxAge, checks, source }) => {
        const ruled = maxAge !== null || checks.some((check) => LIMIT.test(check))
        const without = ruled ? checks.filter((check) => QUANTITY.test(check) && !LIMIT.test(check)) : checks
        if (ruled && without.length === 0) return []
        return { words: `${name}: ${without.join(', ') || 'nothing is said to be checked'}`, source }
      }),
  )
  if (vague.length === 0) return []
  return [
    finding(plan, 'backup-checks', {
      kind: 'no-rule',
      severity: 'low',
      subject: 'Verification of backups',
      sentence: 'Checks that a machine makes of backups name no limit to pass or fail by.',
      planSays: vague.map(({ words }) => words).join('; '),
      found: 'No limit, so a backup that shrank or grew old may still pass.',
      whatToDo: 'Write the limit: how old at most, how large at least, or how far from the one before.',
      places: placesOf(vague.map(({ source }) => source)),
      asset: null,
    }),
  ]
}

function neverVerified(plan: Plan): PlanFinding[] {
  const never = unverifiedBackups(plan)
  if (never.length === 0) return []
  return [
    finding(plan, 'never-verified', {
      kind: 'no-rule',
      severity: 'medium',
      subject: 'Verification',
      sentence: `Nothing ever verifies ${never.length === 1 ? lowerFirst(never[0]?.name ?? '') : `${never.length} backups`}.`,
      planSays: never.map(({ name }) => name).join('; '),
      found: 'No verification of theirs, and no drill that restores from them.',
      whatToDo: 'Say how they are verified; a backup that was never restored is a hope.',
      places: placesOf(never.map(({ source }) => source)),
      asset: never.length === 1 ? (never[0]?.asset ?? null) : null,
    }),
  ]
}

/** Detection that is said to work by itself and names nothing that could be looked for in the account. */
function withoutAlarm(plan: Plan): PlanFinding[] {
  const unnamed = plan.detection.filter(({ how, alarm }) => how === 'automated' && alarm === null)
  if (unnamed.length === 0) return []
  return [
    finding(plan, 'detection', {
      kind: 'no-rule',
      severity: 'low',
      subject: 'Detection',
      sentence: `${unnamed.length === 1 ? 'A way' : `${unnamed.length} ways`} of noticing trouble by itself ${unnamed.length === 1 ? 'names' : 'name'} no alarm.`,
      planSays: unnamed.map(({ name }) => name).join('; '),
      found: 'Nothing that could be looked for in the account, so nobody learns when it stops watching.',
      whatToDo: 'Name the alarm with its metric, or say what else watches.',
      places: placesOf(unnamed.map(({ source }) => source)),
      asset: null,
    }),
  ]
}
