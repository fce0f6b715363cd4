import { performance } from 'node:perf_hooks'
import { db } from '@/lib/db/client'
import type { Claimed } from '@/lib/restores/drive/types'
import { DRIVEN } from '@/lib/restores/machine/states'

type Row = { id: string; fence: number; at: number }

/**
 * Takes the restore that is due next, for `leaseMs`, or null when none is. Two workers never get the same one: the row
 * is locked while it is taken, and the fence number goes up, so that an earlier holder's writes change nothing.
 */
export async function claim(owner: string, leaseMs: number): Promise<Claimed | null> {
  const before = performance.now()
  const [taken] = await db.$queryRaw<Row[]>`
    UPDATE restore SET fence = fence + 1, lease_owner = ${owner},
           lease_until = now() + ${leaseMs}::float8 * interval '1 millisecond'
     WHERE id = (
       SELECT id FROM restore
        WHERE (state = ANY(${[...DRIVEN]}::text[]::restore_state[])
               OR (state = 'PENDING_APPROVAL' AND approval_expires_at <= now())
               OR (delete_requested_at IS NOT NULL AND deleted_at IS NULL AND delete_error IS NULL))
          AND (next_look_at IS NULL OR next_look_at <= now())
          AND (lease_until IS NULL OR lease_until <= now())
        ORDER BY next_look_at NULLS FIRST, created_at
        LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, fence, (extract(epoch FROM now()) * 1000)::float8 AS at`
  if (!taken) return null
  const row = await db.restore.findUnique({ where: { id: taken.id } })
  if (!row || row.fence !== taken.fence) return null
  // Counted from before the query: never longer than the lease that the database knows.
  const elapsed = () => performance.now() - before
  return {
    row,
    fence: taken.fence,
    clock: () => Math.round(taken.at + elapsed()),
    expired: () => elapsed() >= leaseMs,
  }
}

/** Gives the restore back before its lease ends; nothing happens when another worker holds it by now. */
export async function release({ row, fence }: Claimed): Promise<void> {
  await db.restore.updateMany({ where: { id: row.id, fence }, data: { leaseOwner: null, leaseUntil: null } })
}
