import type { AssetEvidence, JudgedSchedule } from '@/lib/freshness/evaluate'
import { type FactsContext, sourcesOf } from '@/lib/freshness/facts'
import { designOfPolicy, designOfSources } from '@/lib/freshness/mechanisms'
import { judgeSchedule, runsOfCopy, runsOfPolicy } from '@/lib/freshness/runs'
import { p95Duration } from '@/lib/freshness/slots'
import type { AssetState, CollectorState } from '@/lib/inventory/model/asset-state'
import type { PastRun } from '@/lib/inventory/model/past-run'
import { collectorIdOf, serviceOfStore } from '@/lib/inventory/places/location'
import { trustLimit } from '@/lib/inventory/rules/trust'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { BackupPolicy, BackupStore } from '@/lib/plans/model/backups'
import type { Plan } from '@/lib/plans/model/plan'

/** One schedule of an asset, judged, with the policy it comes from. */
export type PolicySchedule = JudgedSchedule & {
  policy: BackupPolicy
  /** the place of a copy; null for the policy itself */
  copyTo: string | null
}

/** One asset's evidence with what screens need beside it. */
export type AssetPicture = Omit<AssetEvidence, 'schedules'> & {
  asset: AssetState
  policies: BackupPolicy[]
  schedules: PolicySchedule[]
  /** schedules of copies; they are shown, and make findings, but do not judge the original */
  copies: PolicySchedule[]
}

/** All that is known of one system. */
export type SystemFacts = {
  plan: Plan
  assets: ReadonlyMap<string, AssetState>
  runs: ReadonlyMap<string, readonly PastRun[]>
  context: FactsContext
}

/** The asset as the plan names it, before anything was read of it. */
function unreadAsset(plan: Plan, asset: PlanAsset): AssetState {
  return {
    id: `${plan.system.key}:${asset.key}`,
    system: plan.system.key,
    key: asset.key,
    kind: asset.kind,
    name: asset.name,
    identifier: asset.identifier,
    region: asset.region,
    accountId: plan.system.account.id,
    environment: asset.environment,
    resourceId: null,
    planned: true,
    assumed: asset.assumed,
    status: null,
    facts: {},
    firstSeenAt: null,
    confirmedAt: null,
    goneAt: null,
    collectorId: null,
    mechanisms: [],
    replicaLag: null,
    alarms: [],
    version: 0,
  }
}

/**
 * Gathers an asset's evidence: sources, mechanisms stated and found, and every schedule judged since `from`.
 *
 * @param from epoch milliseconds; slots before it are not judged
 */
export function pictureOf(facts: SystemFacts, key: string, from: number, now: number): AssetPicture | null {
  const planned = facts.plan.assets.find((asset) => asset.key === key)
  const asset = facts.assets.get(key) ?? (planned ? unreadAsset(facts.plan, planned) : null)
  if (!asset) return null
  const policies = facts.plan.backups.filter((policy) => policy.asset === key)
  const replicas = [...facts.assets.values()].filter(
    (other) =>
      facts.plan.assets.some((candidate) => candidate.key === other.key && candidate.replicaOf === key) ||
      (typeof other.facts.replicaOf === 'string' && other.facts.replicaOf.split(':').at(-1) === asset.identifier),
  )
  const sources = sourcesOf(asset, replicas, policies, facts.context)
  const past = facts.runs.get(asset.id) ?? []
  const judged = policies.map((policy) => {
    const runs = runsOfPolicy(policy, policies, past)
    return { policy, runs, schedule: judge(facts, asset, policy, policy.store, policy.name, runs, from, now, false) }
  })
  const copies = policies.flatMap((policy) =>
    policy.copies.flatMap((copy) => {
      if (copy.store.kind !== 'vault' && copy.store.kind !== 'objects') return []
      const name = `${policy.name}, copy to ${copy.store.region}`
      const schedule = judge(
        facts,
        asset,
        policy,
        copy.store,
        name,
        runsOfCopy(policy, copy, policies, past),
        from,
        now,
        true,
      )
      return schedule ? [{ ...schedule, copyTo: copy.store.region }] : []
    }),
  )
  const stated = judged.flatMap(({ policy, runs }) =>
    designOfPolicy(policy, p95Duration(runs, policy.expectedDuration)),
  )
  return {
    name: asset.name,
    homeRegion: asset.region,
    asset,
    policies,
    sources,
    stated,
    found: [...stated, ...designOfSources(sources)],
    schedules: judged.flatMap(({ schedule }) => schedule ?? []),
    copies,
  }
}

function judge(
  facts: SystemFacts,
  asset: AssetState,
  policy: BackupPolicy,
  store: BackupStore | null,
  name: string,
  runs: ReturnType<typeof runsOfPolicy>,
  from: number,
  now: number,
  copy: boolean,
): PolicySchedule | null {
  const collector = collectorOf(facts, asset, store)
  // What nothing could show is no schedule to judge; the source says "nothing observes it" instead.
  if (!collector && runs.length === 0) return null
  const knowledge = {
    firstSeenAt: asset.firstSeenAt,
    confirmedUntil: collector?.lastSuccessAt ?? null,
    limit: collector ? trustLimit(collector.intervalMs) : 0,
  }
  const schedule = judgeSchedule(policy, name, runs, knowledge, from, now, copy)
  return schedule ? { ...schedule, policy, copyTo: null } : null
}

/** The collector that reads a store; undefined where nothing does. */
export function collectorOf(
  facts: SystemFacts,
  asset: AssetState,
  store: BackupStore | null,
): CollectorState | undefined {
  const service = serviceOfStore(store)
  const region = store && 'region' in store ? (store.region ?? asset.region) : asset.region
  if (!service || !region) return undefined
  return facts.context.collectors.get(
    collectorIdOf(facts.plan.system.key, facts.plan.system.account.id, region, service),
  )
}

/** The assets of an objective that hold data of their own: those with a backup stated or found. */
export function dataAssets(facts: SystemFacts, covers: readonly string[]): string[] {
  return covers.filter((key) => {
    if (facts.plan.backups.some((policy) => policy.asset === key)) return true
    const asset = facts.assets.get(key)
    return asset !== undefined && (asset.mechanisms.length > 0 || asset.kind === 'db-instance')
  })
}
