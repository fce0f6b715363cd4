import { SYSTEM } from '@/lib/audit/record'
import { inOneHand } from '@/lib/auth/hands'
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

/**
 * Who has to agree once more, because in the 24 h before the approval, or since, whoever gave it and the requester were
 * in one hand; null: nobody, or nobody agreed yet. Throws when that cannot be read; then nothing is sent.
 */
export async function approvalAgain(row: Restore): Promise<Pick<NeededApproval, 'by' | 'says'> | null> {
  const { requesterId, requesterName, approvedById, approvedByName, approvedAt, approvalRule } = row
  if (approvedById === null) return null
  const people = {
    requester: { id: requesterId, name: requesterName },
    approvers: [{ id: approvedById, name: approvedByName ?? 'the approver' }],
  }
  const [found] = await inOneHand(db, people, (approvedAt ?? row.stateSince).getTime())
  return found ? { by: approvalRule ?? 'a second person', says: found.says } : null
}
