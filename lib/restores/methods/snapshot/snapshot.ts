import type { AwsInstance, AwsPlace, CallOutcome } from '@/lib/aws/types'
import type { RestoreMethod } from '@/lib/restores/methods/model/method'
import { restoreTags } from '@/lib/restores/methods/rules/marks'
import { snapshotRules } from '@/lib/restores/methods/snapshot/rules/snapshot'
import {
  type InstancePorts,
  isMarkedOurs,
  lookForInstance,
  sightingOf,
  undoInstance,
} from '@/lib/restores/methods/targets/instance/look-for-instance'
import type { RestoreOptions } from '@/lib/restores/model/restore'

type Ports = InstancePorts & {
  createFromSnapshot: (request: {
    place: AwsPlace
    snapshot: string
    target: string
    tags: Record<string, string>
    options: RestoreOptions
  }) => Promise<CallOutcome<AwsInstance>>
}

/** Restores from a DB snapshot. */
export const snapshot: RestoreMethod<Ports> = {
  ...snapshotRules,
  send: async (ports, order) => {
    const { place, pointKey, target, options } = order
    const tags = restoreTags(order)
    return sightingOf(await ports.createFromSnapshot({ place, snapshot: pointKey, target, tags, options }))
  },
  look: lookForInstance,
  undo: undoInstance(isMarkedOurs),
}
