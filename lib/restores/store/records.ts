import { ofSystems, type Systems } from '@/lib/auth/rules/roles'
import type { Db } from '@/lib/db/client'
import type { Restore, RestoreStep } from '@/lib/db/generated/client'
import { UNDER_WAY } from '@/lib/restores/machine/states'

/** Restores of some systems below a number, the newest first; from the newest on where it is null. */
export function restoresBelow(on: Db, systems: Systems, below: number | null, most: number): Promise<Restore[]> {
  return on.restore.findMany({
    where: { ...ofSystems(systems), ...(below === null ? {} : { number: { lt: below } }) },
    orderBy: { number: 'desc' },
    take: most,
  })
}

/** One restore and its last 500 steps, the newest first; null when there is none of this number. */
export function restoreWithSteps(on: Db, number: number): Promise<(Restore & { steps: RestoreStep[] }) | null> {
  return on.restore.findUnique({
    where: { number },
    include: { steps: { orderBy: { seq: 'desc' }, take: 500 } },
  })
}

/** The restore of a point that is under way; null when there is none. At most one can be: the database holds it. */
export function restoreUnderWay(
  on: Db,
  point: { assetId: string; pointKey: string; location: string },
): Promise<Restore | null> {
  return on.restore.findFirst({
    where: { ...point, state: { in: [...UNDER_WAY] } },
  })
}
