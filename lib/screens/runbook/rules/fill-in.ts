import type { AssetState } from '@/lib/inventory/model/asset-state'
import type { PlanAsset } from '@/lib/plans/model/assets'
import type { AssetFact, IncidentFact, Variable } from '@/lib/plans/model/messages'
import type { Plan } from '@/lib/plans/model/plan'
import { placeFault } from '@/lib/plans/rules/places'
import { variableSourceWords } from '@/lib/plans/rules/words'
import type { FilledPlace } from '@/lib/screens/runbook/model/runbook-page'

/** What is known of an asset when a runbook is opened. */
export type AssetKnown = {
  asset: AssetState
  /** its facts were read lately, and it is still there */
  trusted: boolean
  newestSnapshot: string | null
}

/** What is known of the incident a runbook is worked in, as people write it. */
export type IncidentFacts = Partial<Record<IncidentFact, string>>

/**
 * What a place of a template is filled in with. Nothing is guessed: a fact that is not known leaves the place open, and
 * one that is old is marked so.
 *
 * @param known what the account gave, by the asset's key
 * @param incident the open incident of the system; null where there is none
 */
export function fillIn(
  variable: Variable,
  plan: Plan,
  known: ReadonlyMap<string, AssetKnown>,
  incident: IncidentFacts | null,
): FilledPlace {
  const { from } = variable
  const filled = (value: string | null, trusted: boolean, why: string): FilledPlace => ({
    variable,
    value,
    trusted,
    why,
    typed: null,
    fault: null,
  })
  const words = variableSourceWords(from)
  if (!from) return filled(null, true, 'to be filled in by hand')
  switch (from.kind) {
    case 'value':
      return filled(from.value, true, words)
    case 'account':
      return filled(plan.system.account.id, true, words)
    case 'environment': {
      const value = plan.environments.find(({ key }) => key === from.environment)?.[from.fact] ?? null
      return filled(value, true, value ? words : `${words}: the plan does not state it`)
    }
    case 'incident': {
      const value = incident?.[from.fact] ?? null
      return filled(value, true, incident ? (value ? words : `${words}: not recorded`) : `${words}: none is open`)
    }
    case 'asset': {
      const planned = plan.assets.find(({ key }) => key === from.asset)
      const seen = known.get(from.asset)
      const stated = planned ? statedFact(planned, from.fact) : null
      const found = seen ? foundFact(seen, from.fact) : null
      if (found !== null) return filled(found, seen?.trusted ?? false, seen?.trusted ? words : `${words}, last known`)
      if (stated !== null) return filled(stated, true, `${words}, by the plan`)
      return filled(null, true, `${words}: not known now`)
    }
  }
}

/** A place that is still open, filled with what a person typed for it; what does not fit leaves it open and says why. */
export function fillByHand(place: FilledPlace, typed: string | undefined): FilledPlace {
  const text = typed?.trim() ?? ''
  if (place.value !== null || text === '') return place
  const fault = placeFault(place.variable.type, text)
  return fault ? { ...place, typed: text, fault } : { ...place, value: text, typed: text, why: 'filled in by hand' }
}

/**
 * A place of a message, with what a person typed for it, which goes before what is known: people outside are not told the
 * words used inside. What does not fit leaves the place as it was and says why.
 */
export function fillMessage(place: FilledPlace, typed: string | undefined): FilledPlace {
  const text = typed?.trim() ?? ''
  if (text === '' || text === place.value) return place
  const fault = placeFault(place.variable.type, text, 'message')
  return fault
    ? { ...place, typed: text, fault }
    : { ...place, value: text, trusted: true, typed: text, why: 'filled in by hand' }
}

/** What the plan itself states of an asset. */
function statedFact(asset: PlanAsset, fact: AssetFact): string | null {
  switch (fact) {
    case 'identifier':
      return asset.identifier
    case 'region':
      return asset.region
    case 'instanceClass':
      return asset.settings.instanceClass ?? null
    case 'subnetGroup':
      return asset.settings.subnetGroup ?? null
    case 'databaseName':
      return asset.database?.name ?? null
    case 'databaseUser':
      return asset.database?.user ?? null
    case 'databaseTable':
      return asset.database?.tables[0] ?? null
    default:
      return null
  }
}

/** What was found in the account; the plan's own words go first for what only the plan can say. */
function foundFact({ asset, newestSnapshot }: AssetKnown, fact: AssetFact): string | null {
  const { facts, mechanisms } = asset
  const points = mechanisms.flatMap(({ newest }) => newest ?? []).sort((a, b) => b.consistentAt - a.consistentAt)[0]
  const latest = Math.max(0, ...mechanisms.flatMap(({ kind, latestAt }) => (kind === 'window' ? (latestAt ?? []) : [])))
  switch (fact) {
    case 'arn':
      return facts.arn ?? null
    case 'endpoint':
      return facts.endpointAddress ?? null
    case 'instanceClass':
      return facts.instanceClass ?? null
    case 'subnetGroup':
      return facts.subnetGroup ?? null
    case 'securityGroups':
      return facts.securityGroups?.join(' ') || null
    case 'databaseName':
      return facts.databaseName ?? null
    case 'newestPoint':
      return points?.identifier ?? null
    case 'newestPointAt':
      return points ? new Date(points.consistentAt).toISOString() : null
    case 'newestSnapshot':
      return newestSnapshot
    case 'latestRestorableAt':
      return latest > 0 ? new Date(latest).toISOString() : null
    default:
      return null
  }
}
