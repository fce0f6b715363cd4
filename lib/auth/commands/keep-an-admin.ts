import type { Tx } from '@/lib/db/client'
import { Precondition } from '@/lib/errors'

/**
 * Refuses to let the last open account go that is admin for all systems: nobody could give a role again. Holds until the
 * transaction ends, so that of two admins who demote each other at the same moment the second is refused.
 *
 * @param leaving the account that will no longer be one
 */
export async function keepAnAdmin(tx: Tx, leaving: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('admins for all systems', 0))`
  const admins = await tx.user.findMany({ where: { role: 'admin', disabledAt: null }, select: { id: true } })
  if (admins.length === 0 || admins.some(({ id }) => id !== leaving)) return
  throw new Precondition('This is the last admin for all systems; make another account one first.')
}
