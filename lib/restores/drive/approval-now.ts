import { SYSTEM } from '@/lib/audit/record'
import { db, type Tx } from '@/lib/db/client'
import type { Restore } from '@/lib/db/generated/client'
import { assetsById } from '@/lib/inventory/store/assets'
import { enqueue } from '@/lib/outbox/enqueue'
import { plansInForce } from '@/lib/plans/in-force/queries'
import { type NeededApproval, neededApproval } from '@/lib/plans/rules/approval'
import { restoreName } from '@/lib/vocabulary/numbers'

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

/** Tells people that a restore they thought under way waits for one of them. */
export async function tellWaiting(tx: Tx, row: Restore, { by, says }: NeededApproval): Promise<void> {
  const restore = restoreName(row.number)
  const text = `${restore}: not sent, it waits for approval by ${by}. ${says}`
  const payload = { kind: 'restore', system: row.system, restore, text }
  const subject = `restore:${row.id}`
  const dedupeKey = `restore-waits:${row.id}:${row.version}`
  await enqueue(tx, { kind: 'restore', subject, dedupeKey, payload })
}
