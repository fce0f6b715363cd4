import type { AwsInstance, AwsPlace, CallOutcome, InstanceParameters } from '@/lib/aws/types'
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
import { instanceParameters } from '@/lib/restores/methods/targets/instance/rules/parameters'

type Ports = InstancePorts & {
  createFromSnapshot: (request: {
    place: AwsPlace
    snapshot: string
    target: string
    tags: Record<string, string>
    parameters: InstanceParameters
  }) => Promise<CallOutcome<AwsInstance>>
}

/** Restores from a DB snapshot. */
export const snapshot: RestoreMethod<Ports> = {
  ...snapshotRules,
  send: async (ports, order) => {
    const { place, pointKey, target, options } = order
    const given = { tags: restoreTags(order), parameters: instanceParameters(options) }
    return sightingOf(await ports.createFromSnapshot({ place, snapshot: pointKey, target, ...given }))
  },
  look: lookForInstance,
  undo: undoInstance(isMarkedOurs),
}
