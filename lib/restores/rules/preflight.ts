import { lossIfChosen, lossUntil } from '@/lib/freshness/loss'
import { keepsTarget } from '@/lib/freshness/verdict'
import type { PlanFacts, PreflightFacts } from '@/lib/restores/model/preflight'
import type { ConfigurationLine, Preflight, PreflightCheck, RestoreEstimate } from '@/lib/restores/model/restore'
import { begins, doubtOf } from '@/lib/restores/rules/doubt'
import { estimateRestore } from '@/lib/restores/rules/estimate'
import { formatDuration } from '@/lib/time/durations'
import { formatAge, formatInstant } from '@/lib/time/instants'
import { restoreName } from '@/lib/vocabulary/numbers'

const ORDER = { fail: 0, unknown: 1, warn: 2, pass: 3 }

/**
 * Everything that can be known before a restore is asked for, worst first. Pure: facts and `now` in. A check that
 * fails blocks the request; AWS has the last word on what is unknown.
 */
export function preflight(facts: PreflightFacts): Preflight {
  const { method } = facts
  const options = method.options(facts)
  const configuration = method.lines(facts, options)
  const estimate = estimateRestore(facts)
  const until = lossUntil(facts.now, facts.writesStoppedAt)
  const lossMs = lossIfChosen(facts.pointAt, until)
  const checks = [
    sourceCheck(facts),
    ...method.stands(facts),
    nameCheck(facts),
    lossCheck(facts, lossMs),
    estimateCheck(estimate, facts.plan),
    ...(facts.point?.inferred ? [inferredCheck()] : []),
    ...method.checks(facts),
    ...placeholderChecks(facts.plan),
    ...otherRestoresChecks(facts),
    defaultsCheck(configuration),
  ].sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome])
  const { approval } = facts
  const rpo = facts.plan?.rpo ?? null
  return {
    checks,
    configuration,
    options,
    loss: { ms: lossMs, rpoMs: rpo?.ms ?? null, rpoName: rpo?.name ?? null, until },
    estimate,
    approval: { required: approval !== null, by: approval?.by ?? null, says: approval?.says ?? null },
    checkedAt: facts.now,
  }
}

function sourceCheck(facts: PreflightFacts): PreflightCheck {
  const { source, now } = facts
  const title = 'Source is known'
  const seen = source.confirmedAt
  if (source.goneAt !== null) {
    const sentence = `${source.identifier} is gone since ${formatInstant(source.goneAt, now)} UTC; its last known settings are used.`
    return { key: 'source', outcome: 'warn', title, sentence }
  }
  if (seen === null)
    return { key: 'source', outcome: 'unknown', title, sentence: 'Nothing has observed the source yet.' }
  const age = `confirmed ${formatInstant(seen, now)} UTC, ${formatAge(seen, now)}`
  const doubt = doubtOf(facts, source)
  if (doubt !== null) {
    return { key: 'source', outcome: 'unknown', title, sentence: `${begins(doubt)}: ${age}. They may no longer hold.` }
  }
  return {
    key: 'source',
    outcome: 'pass',
    title,
    sentence: `${source.identifier} is ${source.status ?? 'there'}, ${age}.`,
  }
}

function nameCheck(facts: PreflightFacts): PreflightCheck {
  const { method, targetName, nameHolder, source } = facts
  const check = { key: 'target-name', title: 'Target name is free' }
  const fault = method.target.nameFault(targetName, source.identifier)
  if (fault) return { ...check, outcome: 'fail', sentence: fault }
  if (nameHolder) return { ...check, outcome: 'fail', sentence: `${targetName} is taken by ${nameHolder}.` }
  const doubt = doubtOf(facts, source)
  if (doubt !== null) {
    return { ...check, outcome: 'unknown', sentence: `Nobody is known to hold ${targetName}, but ${doubt}.` }
  }
  return { ...check, outcome: 'pass', sentence: targetName }
}

function lossCheck({ plan, writesStoppedAt, now }: PreflightFacts, lossMs: number): PreflightCheck {
  const check = { key: 'loss', title: 'Loss is inside the RPO' }
  const loss = `${formatDuration(lossMs)} of writes would be lost`
  const held = writesStoppedAt === null ? '' : `, writes stopped ${formatInstant(writesStoppedAt, now)} UTC`
  if (!plan?.rpo)
    return { ...check, outcome: 'unknown', sentence: `${loss}${held}. The plan has no RPO for this asset.` }
  const of = plan.rpo.realTime ? 'The RPO is 0 (real time)' : `The RPO is ${formatDuration(plan.rpo.ms)}`
  const sentence = `${loss}${held}. ${of}, ${plan.rpo.name}.`
  return { ...check, outcome: keepsTarget(lossMs, plan.rpo.ms) ? 'pass' : 'warn', sentence }
}

function estimateCheck(estimate: RestoreEstimate, plan: PlanFacts | null): PreflightCheck {
  const check = { key: 'estimate', title: 'Restore fits the RTO' }
  const rto = plan?.rto ? `RTO ${formatDuration(plan.rto.ms)}, ${plan.rto.name}` : 'the plan has no RTO for this asset'
  if (estimate.kind === 'unknown') {
    return {
      ...check,
      outcome: 'unknown',
      sentence: `No restore of this asset was measured and the plan has no figure; ${rto}.`,
    }
  }
  const high = estimate.kind === 'measured' ? estimate.p90 : estimate.high
  const how =
    estimate.kind === 'measured'
      ? `The p90 is ${formatDuration(high)}, n ${estimate.n}`
      : `The plan's own figure is up to ${formatDuration(high)}`
  if (!plan?.rto) return { ...check, outcome: 'unknown', sentence: `${how}; ${rto}.` }
  const outcome = high > plan.rto.ms ? 'warn' : estimate.kind === 'measured' && estimate.n < 3 ? 'unknown' : 'pass'
  return { ...check, outcome, sentence: `${how}; ${rto}. Verification and cut over come on top.` }
}

function inferredCheck(): PreflightCheck {
  const sentence = 'Its source does not state the moment of its data; the time is inferred.'
  return { key: 'inferred', outcome: 'warn', title: 'Consistent-at is stated', sentence }
}

function placeholderChecks(plan: PlanFacts | null): PreflightCheck[] {
  const open = plan?.asset?.toFillIn.filter((one) => one.placeholder !== null) ?? []
  return open.map(({ what, placeholder, where }) => ({
    key: `placeholder:${placeholder}`,
    outcome: 'warn',
    title: `${what} is to be filled in`,
    sentence: `The plan still carries the example value ${placeholder} (${where}). It is never sent; the source's own is used.`,
  }))
}

function otherRestoresChecks({ otherRestores, now }: PreflightFacts): PreflightCheck[] {
  return otherRestores.map(({ number, pointAt }) => ({
    key: `other:${number}`,
    outcome: 'warn',
    title: 'Another restore of this asset is under way',
    sentence: `${restoreName(number)} restores it to ${formatInstant(pointAt, now)} UTC.`,
  }))
}

function defaultsCheck(lines: readonly ConfigurationLine[]): PreflightCheck {
  const differ = lines.filter((one) => one.defaultDiffers).length
  const sentence = `${differ} of ${lines.length} settings would differ from the source if AWS's defaults were used.`
  return { key: 'defaults', outcome: 'pass', title: 'Settings are stated, not left to defaults', sentence }
}
