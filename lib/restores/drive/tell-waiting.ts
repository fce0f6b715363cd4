import type { Tx } from '@/lib/db/client'
import type { Restore } from '@/lib/db/generated/client'
import { enqueue } from '@/lib/outbox/enqueue'
import type { NeededApproval } from '@/lib/plans/rules/approval'
import { restoreName } from '@/lib/vocabulary/numbers'

/** Tells people that a restore they thought under way waits for one of them. */
export async function tellWaiting(
  tx: Tx,
  row: Restore,
  { by, says }: Pick<NeededApproval, 'by' | 'says'>,
): Promise<void> {
  const restore = restoreName(row.number)
  const text = `${restore}: not sent, it waits for approval by ${by}. ${says}`
  const payload = { kind: 'restore', system: row.system, restore, text }
  const subject = `restore:${row.id}`
  const dedupeKey = `restore-waits:${row.id}:${row.version}`
  await enqueue(tx, { kind: 'restore', subject, dedupeKey, payload })
}
