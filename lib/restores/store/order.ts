import type { AwsPlace } from '@/lib/aws/types'
import type { Restore } from '@/lib/db/generated/client'
import type { AskedOrder } from '@/lib/restores/methods/model/method'
import type { RestoreOptions } from '@/lib/restores/model/restore'
import { restoreName } from '@/lib/vocabulary/numbers'

/** A row as its way to restore sees it. */
export function orderOf(row: Restore, place: AwsPlace): AskedOrder {
  return {
    ...{ id: row.id, number: restoreName(row.number), place, source: row.sourceIdentifier },
    ...{ pointKey: row.pointKey, pointAt: row.pointAt.getTime(), target: row.targetName },
    options: row.options as RestoreOptions,
    since: (row.firstSentAt ?? row.createdAt).getTime(),
    ...{ jobId: row.awsJobId, resourceId: row.awsResourceId },
  }
}
