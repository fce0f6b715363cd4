import type { RestoreApproval } from '@/lib/plans/model/base'

type OfPlan = {
  environments: { key: string; restoreApproval: RestoreApproval | null }[]
  assets: { key: string; environment: string | null; identifier: string }[]
}

/** What of a plan in force decides who has to agree to a restore. */
export type ApprovingPlan = {
  system: string
  plan: OfPlan & { system: { name: string; account: { id: string } } }
}

/** A restore to decide on: of an asset filed under a system and seen in an account, made anew in an account. */
export type Restoring = {
  system: string
  assetKey: string
  /** as AWS calls it */
  identifier: string
  accountId: string
  targetAccountId: string
}

/** A role that a plan asks to agree: the plan's system, its name, and the role in the plan's words. */
export type AskedRole = { system: string; name: string; by: string }

/** Who has to agree, in the words of the plans, why, as whole sentences, and the roles that the plans name. */
export type NeededApproval = { by: string; says: string; roles: AskedRole[] }

/**
 * Who else than the requester has to agree before something is restored; null: nobody. What its plan names in its own
 * account is held to its environment there, and to that of any other plan that names the same thing. What no plan names
 * is held to the strictest of all plans that name its account, and so is what is made in another account. Where nobody
 * can know, because no plan in force speaks of it, somebody must agree.
 *
 * @param plans every plan in force, also of other systems
 */
export function neededApproval(plans: readonly ApprovingPlan[], restoring: Restoring): NeededApproval | null {
  const { system, assetKey, accountId, targetAccountId } = restoring
  const own = plans.find((plan) => plan.system === system)
  const isOwn = own?.plan.system.account.id === accountId
  const planned = isOwn ? own.plan.assets.find(({ key }) => key === assetKey) : undefined
  const isNamed = planned !== undefined
  const accounts = [...new Set([accountId, targetAccountId])].filter((id) => !isNamed || id !== accountId)
  const concerned = plans.flatMap((one) => {
    if (one === own) return askingOf(one, isNamed ? environmentsOf(one.plan, assetKey) : one.plan.environments)
    if (accounts.includes(one.plan.system.account.id)) return askingOf(one, one.plan.environments)
    return askingOf(one, one.plan.system.account.id === accountId ? environmentsNaming(one.plan, restoring) : [])
  })
  const asking = [...concerned].sort((a, b) => Number(b.system === system) - Number(a.system === system))
  const unknown = unknownOf(plans, own, { system, accounts, environment: planned?.environment ?? null })
  if (asking.length === 0 && unknown.length === 0) return null
  const why = `No plan names ${assetKey} in account ${accountId}: the strictest of the plans that name the account holds.`
  const found = isNamed || asking.length === 0 ? [] : [why]
  return { by: namesOf(asking), says: [...unknown, ...found, ...saidBy(asking)].join(' '), roles: rolesOf(asking) }
}

/** What keeps everybody from knowing who has to agree, as sentences. */
function unknownOf(
  plans: readonly ApprovingPlan[],
  own: ApprovingPlan | undefined,
  { system, accounts, environment }: { system: string; accounts: readonly string[]; environment: string | null },
): string[] {
  const unplaced = environment !== null && !own?.plan.environments.some(({ key }) => key === environment)
  const unnamed = accounts.filter((id) => !plans.some(({ plan }) => plan.system.account.id === id))
  return [
    ...(own ? [] : [`No plan of ${system} is in force.`]),
    ...(unplaced ? [`Its plan knows no environment "${environment}".`] : []),
    ...unnamed.map((id) => `No plan in force names the account ${id}.`),
  ]
}

/** Who has to agree before an asset of this plan is restored, by this plan alone; null where it asks for nobody. */
export function restoreApprovalFor(plan: OfPlan, assetKey: string): RestoreApproval | null {
  return environmentsOf(plan, assetKey).find(({ restoreApproval }) => restoreApproval)?.restoreApproval ?? null
}

/** The environment an asset is in; every one where the plan does not place it, or places it in one it does not know. */
function environmentsOf({ environments, assets }: OfPlan, assetKey: string): OfPlan['environments'] {
  const stated = assets.find(({ key }) => key === assetKey)?.environment
  const own = environments.filter(({ key }) => key === stated)
  return own.length > 0 ? own : environments
}

/** The environments in which a plan names the very thing that another system's plan names, too. */
function environmentsNaming(plan: OfPlan, { identifier }: Restoring): OfPlan['environments'] {
  return plan.assets.filter((asset) => asset.identifier === identifier).flatMap(({ key }) => environmentsOf(plan, key))
}

type Asking = { system: string; name: string; approval: RestoreApproval }

function askingOf({ system, plan }: ApprovingPlan, environments: OfPlan['environments']): Asking[] {
  const { name } = plan.system
  return environments.flatMap(({ restoreApproval: approval }) => (approval ? [{ system, name, approval }] : []))
}

function namesOf(asking: readonly Asking[]): string {
  if (asking.length === 0) return 'a second person'
  const plans = new Set(asking.map(({ name }) => name))
  const names = asking.map(({ name, approval }) => (plans.size === 1 ? approval.by : `${approval.by} of ${name}`))
  return [...new Set(names)].join(' and ')
}

function rolesOf(asking: readonly Asking[]): AskedRole[] {
  const roles = asking.map(({ system, name, approval }) => ({ system, name, by: approval.by }))
  return [...new Map(roles.map((role) => [`${role.system} ${role.by}`, role])).values()]
}

function saidBy(asking: readonly Asking[]): string[] {
  if (asking.length === 0) return ['Nobody can know who has to agree, so somebody must.']
  return [...new Set(asking.map(({ approval }) => approval.source.says))]
}
