import { lastDiskSpace } from '@/lib/db/disk-space'
import { databaseState } from '@/lib/db/faults'
import type { DatabaseState } from '@/lib/db/model/states'

/** The state that an error tells of. A server that is gone cannot say why; where its disk is full, that is why. */
export function stateBehind(error: unknown): DatabaseState | undefined {
  const state = databaseState(error)
  const gone = state === 'away' || state === 'starting'
  return gone && lastDiskSpace()?.full ? 'full' : state
}
