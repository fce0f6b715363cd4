import { amount, counts, tellFaults } from '@/lib/cli/check-plans'
import type { Surroundings } from '@/lib/cli/run-plans'
import {
  type ResolvedAsset,
  type ResolvedPlan,
  type ResolvedScenario,
  resolvePlan,
} from '@/lib/findings/rules/resolve-plan'
import { systemOf } from '@/lib/plans/document/parse'
import { lookAtPlans } from '@/lib/plans/document/plan-files'

/** `plans show`: the plan of a system with its rules applied, for people or (`json`) as lib/plans/resolve-plan describes it. */
export async function showPlan(system: string, json: boolean, surroundings: Surroundings): Promise<number> {
  const { folder, out, complain, now } = surroundings
  const looks = await lookAtPlans(folder).catch(() => new Map<string, never>())
  const parsed = looks.get(systemOf(system))?.parse()
  if (!parsed) {
    const known = [...looks.keys()].join(', ')
    complain(`${folder}: no plan of ${system}${known ? `; there are ${known}` : ''}`)
    return 1
  }
  if (!parsed.ok) {
    tellFaults(parsed.faults, complain)
    return 1
  }
  const resolved = resolvePlan(parsed.plan, parsed.contentHash, now)
  if (json) out(JSON.stringify(resolved, null, 2))
  else for (const line of linesOf(resolved)) out(line)
  return 0
}

function linesOf(resolved: ResolvedPlan): string[] {
  const { name, contentHash, plan, assets, scenarios, findings } = resolved
  const { review, system } = plan
  return [
    `${name}, revision ${contentHash.slice(0, 12)}: ${counts(plan)}`,
    `  version ${review.version ?? 'not stated'}, owner ${review.owner ?? 'not stated'}, next review ${review.nextReview ?? 'not stated'}`,
    `  account ${system.account.id}, ${system.account.regions.join(', ')}`,
    '',
    'Assets',
    ...assets.flatMap(assetLines),
    ...(scenarios.length > 0 ? ['', 'Scenarios', ...scenarios.map(scenarioLine)] : []),
    '',
    amount(findings, 'finding'),
    ...findings.map(({ severity, subject, sentence }) => `  ${severity.padEnd(6)}  ${subject}: ${sentence}`),
  ]
}

function assetLines(asset: ResolvedAsset): string[] {
  const place = [asset.kind, asset.environment, asset.region, asset.assumed ? 'assumed, to confirm' : null]
  const targets = (['rto', 'rpo', 'mttr'] as const).flatMap((kind) => {
    const governing = asset[kind]
    return governing ? [`    ${kind.toUpperCase().padEnd(8)}  ${governing.reason}`] : []
  })
  const backups = asset.backups.map(
    ({ name, schedule, retention }) =>
      `    ${'backup'.padEnd(8)}  ${[`${name}: ${schedule}`, ...retention].join(', ')}`,
  )
  const approval = asset.approval ? [`    ${'approval'.padEnd(8)}  ${asset.approval.by}, before any restore`] : []
  return [`  ${asset.key}: ${asset.name} (${place.filter(Boolean).join(', ')})`, ...targets, ...backups, ...approval]
}

function scenarioLine({ id, name, runbook }: ResolvedScenario): string {
  if (!runbook) return `  ${id}: ${name} → no runbook`
  const { estimate, steps, stepsWithoutEstimate: without } = runbook
  const length =
    without === steps ? 'no times stated' : `${estimate.words}${without > 0 ? ` and ${without} without a time` : ''}`
  return `  ${id}: ${name} → ${runbook.name} (${steps} ${steps === 1 ? 'step' : 'steps'}, ${length})`
}
