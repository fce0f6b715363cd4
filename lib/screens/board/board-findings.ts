import type { Finding } from '@/lib/findings/model/finding'
import { countFindings, earliestExpiry, livingFindings } from '@/lib/findings/rules/life'
import { findingsNow, loadActsBySystem } from '@/lib/findings/store/finding-queries'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import type { SystemFindings } from '@/lib/screens/board/model/board'
import { MINUTE } from '@/lib/time/durations'

/** Time alone makes findings too (a run missed, a review due): after this long they are computed again. */
const KEPT = MINUTE

const known = new Map<string, { signature: string; at: number; findings: Promise<Finding[]> }>()

/**
 * How many findings each system has, worst first, for the board. They are computed from the same facts as on the
 * system's page, and kept for a minute at most and only while nothing was read that could change them: the board is
 * read far more often than facts move. What people acknowledged is read each time.
 *
 * @param now epoch milliseconds
 */
export async function boardFindings(
  plans: readonly PlanInForce[],
  assets: readonly AssetState[],
  collectors: ReadonlyMap<string, CollectorState>,
  now: number,
): Promise<{ systems: SystemFindings[]; nextChangeAt: number | null }> {
  const [acts, found] = await Promise.all([
    loadActsBySystem(),
    Promise.all(plans.map((plan) => findingsOfState(plan, signatureOf(plan, assets, collectors), now))),
  ])
  const living = plans.map((plan, index) => ({
    plan,
    findings: livingFindings(found[index] ?? [], acts.get(plan.system) ?? [], now),
  }))
  return {
    systems: living
      .map(({ plan, findings }) => ({
        system: plan.system,
        systemName: plan.plan.system.name,
        ...countFindings(findings),
      }))
      .sort((a, b) => b.high - a.high || b.open - a.open || (a.systemName < b.systemName ? -1 : 1)),
    nextChangeAt: earliestExpiry(
      living.flatMap(({ findings }) => findings),
      now,
    ),
  }
}

function findingsOfState({ system }: PlanInForce, signature: string, now: number): Promise<Finding[]> {
  const before = known.get(system)
  if (before?.signature === signature && Math.abs(now - before.at) < KEPT) return before.findings
  const findings = findingsNow(system, now)
  known.set(system, { signature, at: now, findings })
  findings.catch(() => known.delete(system))
  return findings
}

/** Changes whenever something was read that a finding may depend on. */
function signatureOf(
  { system, contentHash }: PlanInForce,
  assets: readonly AssetState[],
  collectors: ReadonlyMap<string, CollectorState>,
): string {
  return JSON.stringify([
    contentHash,
    assets
      .filter((asset) => asset.system === system)
      .map(({ id, version, facts, status, goneAt, confirmedAt }) => [
        id,
        version,
        facts,
        status,
        goneAt,
        confirmedAt === null,
      ]),
    [...collectors.values()]
      .filter(({ id }) => id.startsWith(`${system}/`))
      .map(({ id, failingSince, errorCode, incomplete, lastSuccessAt }) => [
        id,
        failingSince,
        errorCode,
        incomplete,
        lastSuccessAt === null,
      ]),
  ])
}
