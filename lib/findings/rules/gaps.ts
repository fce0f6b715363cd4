import { isScheduled } from '@/lib/findings/rules/facts/drills'
import { unevidenced } from '@/lib/findings/rules/facts/unevidenced'
import { unverifiedBackups } from '@/lib/findings/rules/facts/unverified-backups'
import type { AssetKind } from '@/lib/plans/model/assets'
import type { Gap, GapGroup } from '@/lib/plans/model/gaps'
import type { Plan } from '@/lib/plans/model/plan'
import { isNamedForData } from '@/lib/plans/rules/governing'

/** Kinds that hold data of their own. */
const HOLD_DATA: AssetKind[] = [
  'db-instance',
  'cache',
  'state-store',
  'config-store',
  'secrets-store',
  'metrics',
  'bucket',
]

/** What a plan does not cover, in one list: groups without a gap are left out. */
export function gapsOf(plan: Plan): GapGroup[] {
  const groups: GapGroup[] = [
    group('scenarios', 'Scenarios without a runbook', 'They can happen, and nothing says what to do.', scenarios(plan)),
    group(
      'objectives',
      'Objectives nothing can observe',
      'A promise about data for which the plan names no place.',
      objectives(plan),
    ),
    group('assets', 'Data without a backup', 'They hold data, and no policy names them.', assets(plan)),
    group('regions', 'Data without a copy in another region', 'Lost with their region.', regions(plan)),
    group('schedules', 'Backups without a schedule', 'A missed run cannot be told from none due.', schedules(plan)),
    group('verification', 'Backups nothing verifies', 'Never tested is not known to work.', unverified(plan)),
    group('runbooks', 'Runbooks never rehearsed by a drill', 'Nobody will have done it before.', runbooks(plan)),
    group('drills', 'Drills without a day', 'Asked for, and never agreed.', drills(plan)),
    group('people', 'People nobody can reach', 'Named, and without telephone, address or link.', people(plan)),
    group('roles', 'Roles without a contact', 'They have duties, and the plan names nobody to call.', roles(plan)),
    group('evidence', 'Demands without evidence', 'A framework asks for it, and nothing shows it.', evidence(plan)),
    group('sections', 'Matters the plan is silent about', 'The document says nothing of them.', sections(plan)),
  ]
  return groups.filter(({ gaps }) => gaps.length > 0)
}

const group = (id: string, title: string, sentence: string, gaps: Gap[]): GapGroup => ({ id, title, sentence, gaps })

function scenarios(plan: Plan): Gap[] {
  return plan.scenarios
    .filter(({ runbook }) => runbook === null)
    .map(({ id, name, source }) => ({ id, what: name, why: source.says, anchor: `scenario-${id}` }))
}

function objectives(plan: Plan): Gap[] {
  return plan.objectives
    .filter(({ rpo, covers }) => rpo && covers.length === 0)
    .map(({ id, name, source }) => ({ id, what: name, why: source.says, anchor: `objective-${id}` }))
}

function assets(plan: Plan): Gap[] {
  const named = new Set(
    plan.backups.flatMap(({ asset, store, copies }) => [
      asset,
      ...placesOf([store, ...copies.map((copy) => copy.store)]),
    ]),
  )
  return plan.assets
    .filter((asset) => asset.replicaOf === null && asset.role !== 'dr' && !named.has(asset.key))
    .filter((asset) => HOLD_DATA.includes(asset.kind) || isNamedForData(plan, asset.key))
    .map(({ key, name, kind }) => ({
      id: key,
      what: name,
      why: `A ${kind.replaceAll('-', ' ')} of the plan.`,
      anchor: `asset-${key}`,
    }))
}

/** The buckets, vaults and instances that hold backups are covered by being where backups are. */
function placesOf(stores: (Plan['backups'][0]['store'] | null)[]): string[] {
  return stores.flatMap((store) =>
    store?.kind === 'vault'
      ? store.vault
      : store?.kind === 'objects'
        ? store.bucket
        : store?.kind === 'instance'
          ? store.instance
          : [],
  )
}

function regions(plan: Plan): Gap[] {
  return plan.assets.flatMap((asset) => {
    const policies = plan.backups.filter((policy) => policy.asset === asset.key)
    if (policies.length === 0 || asset.region === null || asset.replicaOf !== null) return []
    const replicated = plan.assets.some((other) => other.replicaOf === asset.key && other.region !== asset.region)
    const copied = policies.some(({ copies, store }) =>
      [store, ...copies.map((copy) => copy.store)].some(
        (one) => one && 'region' in one && one.region && one.region !== asset.region,
      ),
    )
    if (replicated || copied) return []
    return {
      id: asset.key,
      what: asset.name,
      why: `Kept in ${asset.region} alone, by what the plan states.`,
      anchor: `asset-${asset.key}`,
    }
  })
}

function schedules(plan: Plan): Gap[] {
  return plan.backups
    .filter(({ schedule }) => schedule.kind === 'none-stated')
    .map(({ id, name, source }) => ({ id, what: name, why: source.says, anchor: `backup-${id}` }))
}

function unverified(plan: Plan): Gap[] {
  return unverifiedBackups(plan).map(({ id, name, source }) => ({
    id,
    what: name,
    why: source.says,
    anchor: `backup-${id}`,
  }))
}

function runbooks(plan: Plan): Gap[] {
  const answered = (id: string) => plan.scenarios.filter(({ runbook }) => runbook === id).map((scenario) => scenario.id)
  return plan.runbooks
    .filter(({ kind, id }) => {
      if (kind !== 'recovery') return false
      const scenariosOf = answered(id)
      return !plan.drills.some(
        (drill) => drill.runbooks.includes(id) || drill.scenarios.some((one) => scenariosOf.includes(one)),
      )
    })
    .map(({ id, name, purpose }) => ({ id, what: name, why: purpose, anchor: `runbook-${id}` }))
}

function drills(plan: Plan): Gap[] {
  return plan.drills
    .filter((drill) => !isScheduled(drill))
    .map(({ id, name, frequency, scope }) => ({
      id,
      what: name,
      why: `${capital(frequency)}: ${scope}`,
      anchor: `drill-${id}`,
    }))
}

function people(plan: Plan): Gap[] {
  return plan.contacts
    .filter(({ phone, email, chat, link }) => !phone && !email && !chat && !link)
    .map(({ id, title, source }) => ({ id, what: title, why: source.says, anchor: `contact-${id}` }))
}

function roles(plan: Plan): Gap[] {
  const named = new Set(plan.contacts.map(({ role }) => role))
  return plan.roles
    .filter(({ id }) => !named.has(id))
    .map(({ id, name, duties, source }) => ({
      id,
      what: name,
      why: duties[0] ?? source.says,
      anchor: `role-${id}`,
    }))
}

function evidence(plan: Plan): Gap[] {
  return unevidenced(plan).map(({ requirement: { id, framework, requirement }, lacking }) => ({
    id,
    what: framework,
    why: [requirement, ...lacking].join('; '),
    anchor: 'compliance',
  }))
}

function sections(plan: Plan): Gap[] {
  const silent: [id: string, what: string, there: boolean][] = [
    ['detection', 'What notices trouble', plan.detection.length > 0],
    ['scenarios', 'What can happen', plan.scenarios.length > 0],
    ['verifications', 'How a recovery is verified', plan.verifications.length > 0],
    ['roles', 'Who does what', plan.roles.length > 0],
    ['severities', 'What makes an incident severe', plan.severities.length > 0],
    ['escalation', 'Who is called after how long', plan.escalation.length > 0],
    ['communications', 'How often anybody is told', plan.communications.cadence.length > 0],
    ['drills', 'How recovery is rehearsed', plan.drills.length > 0],
    ['reviews', 'How a review is written', plan.reviews !== null],
    ['compliance', 'What a framework demands', plan.compliance.length > 0],
    ['audit', 'What has to be logged', plan.audit !== null],
    ['maintenance', 'What is done again and again', plan.maintenance.length > 0],
  ]
  return silent.flatMap(([id, what, there]) =>
    there ? [] : { id, what, why: 'The plan states nothing.', anchor: 'review' },
  )
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
