import { SYSTEM } from '@/lib/audit/record'
import { type Person, peopleOfPlanRoles } from '@/lib/auth/people'
import { type Db, db } from '@/lib/db/client'
import type { Restore } from '@/lib/db/generated/client'
import { assetsById } from '@/lib/inventory/store/assets'
import { plansInForce } from '@/lib/plans/in-force/queries'
import { type AskedRole, type NeededApproval, neededApproval } from '@/lib/plans/rules/approval'

/**
 * Who has to agree to a restore by the plans in force now: asked again before anything is sent, because a plan may have
 * changed since the request. Throws when the plans cannot be read; then nothing is sent.
 */
export async function approvalNow(row: Restore): Promise<NeededApproval | null> {
  const { system, assetId, accountId: targetAccountId } = row
  const [plans, [asset]] = await Promise.all([plansInForce(SYSTEM), assetsById(db, [assetId])])
  return neededApproval(plans, {
    ...{ system, targetAccountId, identifier: row.sourceIdentifier },
    assetKey: assetId.slice(system.length + 1),
    accountId: asset?.accountId ?? targetAccountId,
  })
}

/** The people with an open account who are mapped to a role of any plan that asks. */
export function mappedTo(on: Db, roles: readonly AskedRole[]): Promise<Person[]> {
  return peopleOfPlanRoles(on, [...new Set(roles.map(({ system }) => system))])
}
