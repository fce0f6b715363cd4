import type { Finding } from '@/lib/findings/model/finding'
import type { PlanFinding } from '@/lib/findings/model/plan-finding'
import { alarmFindings } from '@/lib/findings/rules/account/alarms'
import { assetFindings } from '@/lib/findings/rules/account/assets'
import { copyFindings } from '@/lib/findings/rules/account/copies'
import { scheduleFindings } from '@/lib/findings/rules/account/schedules'
import { settingFindings } from '@/lib/findings/rules/account/settings'
import { vaultFindings } from '@/lib/findings/rules/account/vaults'
import { staticFindings } from '@/lib/findings/rules/plan/static-findings'
import { evaluateFreshness } from '@/lib/freshness/evaluate'
import { type AssetPicture, dataAssets, pictureOf, type SystemFacts } from '@/lib/freshness/evidence'
import { lineWords } from '@/lib/freshness/sentences'
import type { PlanObjective } from '@/lib/plans/model/objectives'
import { governing } from '@/lib/plans/rules/governing'
import { DAY, formatDuration } from '@/lib/time/durations'
import { findingRank } from '@/lib/vocabulary/severities'

/** Where plan and account disagree now, and what the plan leaves unsettled by itself. Worst first. */
export function findingsOf(facts: SystemFacts, now: number): Finding[] {
  const pictures = facts.plan.assets.flatMap((asset) => pictureOf(facts, asset.key, now - 7 * DAY, now) ?? [])
  const measured = facts.plan.objectives.flatMap((objective) => objectiveFindings(facts, objective, pictures, now))
  const found = [
    ...measured,
    ...assetFindings(facts, pictures, now),
    ...settingFindings(facts, pictures, now),
    ...scheduleFindings(facts, pictures, now),
    ...vaultFindings(facts, pictures, now),
    ...copyFindings(facts, pictures, now),
    ...alarmFindings(facts, pictures, now),
    ...staticFindings(facts.plan, now)
      .filter((finding) => !isSaidBetter(facts, finding, measured))
      .map((finding) => ofPlan(facts, finding)),
  ]
  return told(found)
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => findingRank(a.finding.severity) - findingRank(b.finding.severity) || a.index - b.index)
    .map(({ finding }) => finding)
}

/**
 * One finding a matter: a copy that does not come is no string of missed copies besides, and points that are kept too
 * short tell more than the rule that does it.
 */
function told(found: readonly Finding[]): Finding[] {
  const ids = new Set(found.map(({ id }) => id))
  return found.filter(({ id }) => {
    if (id.startsWith('missed:')) return !ids.has(id.replace('missed:', 'copy:'))
    if (id.startsWith('backup-rule-retention:')) return !ids.has(id.replace('backup-rule-retention:', 'retention:'))
    return true
  })
}

/** The design check of the plan alone gives way to the one that also knows the account. */
function isSaidBetter(facts: SystemFacts, { kind, id }: PlanFinding, measured: readonly Finding[]): boolean {
  const about = id.slice(`${facts.plan.system.key}:design:`.length)
  return kind === 'design' && measured.some((finding) => finding.id.endsWith(`:${about}`))
}

function ofPlan(facts: SystemFacts, finding: PlanFinding): Finding {
  const { id, severity, subject, sentence, planSays, found, whatToDo, asset, kind, places } = finding
  const mark = kind === 'no-asset' ? 'unknown' : severity === 'low' ? 'info' : 'at-risk'
  return {
    id,
    severity,
    mark,
    system: facts.plan.system.key,
    subject,
    assetKey: asset,
    sentence,
    planSays,
    found,
    whatToDo,
    places,
    origin: 'plan',
  }
}

function objectiveFindings(
  facts: SystemFacts,
  objective: PlanObjective,
  pictures: readonly AssetPicture[],
  now: number,
): Finding[] {
  const { rpo } = objective
  if (!rpo) return []
  return dataAssets(facts, objective.covers).flatMap((key) => {
    const picture = pictures.find((candidate) => candidate.asset.key === key)
    if (!picture) return []
    return designFindings(facts, objective, picture, rpo.target, now)
  })
}

function designFindings(
  facts: SystemFacts,
  objective: PlanObjective,
  picture: AssetPicture,
  rpo: number,
  now: number,
): Finding[] {
  const judged = evaluateFreshness({ target: rpo }, picture, now)
  const best = judged.design.lines[0]
  const subject = `${objective.name}, ${picture.asset.name}`
  const base = { system: facts.plan.system.key, subject, assetKey: picture.asset.key, origin: 'account' as const }
  const target = formatDuration(rpo)
  const planSays = `RPO ${target}${best ? `; ${lineWords(best)}` : ''}.`
  const findings: Finding[] = []
  if (judged.coveredBy) {
    const by = lower(judged.coveredBy.name)
    findings.push({
      ...base,
      id: `covered-by-unstated:${objective.id}:${picture.asset.key}`,
      severity: 'high',
      mark: 'cannot-meet',
      sentence: `The stated backups of ${picture.asset.identifier} cannot meet the RPO of ${target}. It is within by ${by} alone, which the plan never states.`,
      planSays,
      found: `${judged.coveredBy.name} is on in the account.`,
      whatToDo: `State ${by} in the plan, with its retention, so that nobody turns it off.`,
    })
  } else if (judged.marks.includes('cannot-meet')) {
    findings.push({
      ...base,
      id: `cannot-meet:${objective.id}:${picture.asset.key}`,
      severity: 'high',
      mark: 'cannot-meet',
      sentence: `${subject}: by design no run of any schedule satisfies the RPO of ${target}.`,
      planSays,
      found: best ? `At worst the newest point is ${formatDuration(best.worst)} old.` : 'No schedule at all.',
      whatToDo: 'Back up more often, add continuous backup, or agree another objective.',
    })
  }
  if (judged.replicaBeyond !== null) {
    findings.push({
      ...base,
      id: `replica-beyond:${objective.id}:${picture.asset.key}`,
      severity: 'high',
      mark: 'breached',
      sentence: `The replica of ${picture.asset.identifier} lags beyond the RPO of ${target}, and nothing else is designed to meet it.`,
      planSays: `RPO ${target}.`,
      found: `Lag ${formatDuration(judged.replicaBeyond)}; restore windows move in steps of 5 min.`,
      whatToDo: 'Find what slows the replica, or add a replica that keeps up.',
    })
  }
  const governs = governing(facts.plan, picture.asset.key).rpo?.objective.id === objective.id
  const outside = governs && regionFinding(facts, picture, rpo, now)
  if (outside) findings.push({ ...base, id: `region:${objective.id}:${picture.asset.key}`, ...outside })
  return findings
}

/** What is left when the home region is lost: stale, absent or not known. */
function regionFinding(facts: SystemFacts, picture: AssetPicture, rpo: number, now: number) {
  const home = picture.homeRegion
  const expected = picture.policies.some((policy) => policy.copies.length > 0)
  const dr = facts.plan.environments.find((environment) => environment.primaryRegion === home)?.drRegion ?? null
  if (home === null || (!expected && dr === null)) return null
  const verdict = evaluateFreshness({ target: rpo }, picture, now).byLoss.region
  const target = formatDuration(rpo)
  const planSays = `RPO ${target}${expected ? '; copies outside the region' : `; ${dr} for recovery`}.`
  if (verdict.mark === 'within' || verdict.mark === 'at-risk' || verdict.mark === 'not-measured') return null
  if (verdict.mark === 'breached' && verdict.exposure !== null) {
    return {
      severity: 'high' as const,
      mark: 'cannot-meet' as const,
      sentence: `No copy meets ${target} outside ${home}.`,
      planSays,
      found: `The newest point outside is ${formatDuration(verdict.exposure)} old.`,
      whatToDo: `Copy more often, or agree an objective for the loss of ${home}.`,
    }
  }
  if (verdict.mark === 'unknown') {
    return {
      severity: 'medium' as const,
      mark: 'unknown' as const,
      sentence: `What is left if ${home} is lost is unknown.`,
      planSays,
      found: 'The other region gives no fact that could be believed.',
      whatToDo: 'Make the account in that region readable.',
    }
  }
  return {
    severity: 'medium' as const,
    mark: 'cannot-meet' as const,
    sentence: `Nothing of ${picture.asset.name} is kept outside ${home}.`,
    planSays,
    found: 'No point in another region.',
    whatToDo: 'Copy backups to another region, or accept the loss in the plan.',
  }
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
