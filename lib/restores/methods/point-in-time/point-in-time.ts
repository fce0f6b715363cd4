import type { AwsInstance, AwsPlace, CallOutcome, InstanceParameters } from '@/lib/aws/types'
import type { RestoreMethod } from '@/lib/restores/methods/model/method'
import { pointInTimeRules } from '@/lib/restores/methods/point-in-time/rules/point-in-time'
import { restoreTags } from '@/lib/restores/methods/rules/marks'
import {
  type InstancePorts,
  isMarkedOurs,
  lookForInstance,
  sightingOf,
  undoInstance,
} from '@/lib/restores/methods/targets/instance/look-for-instance'
import { instanceParameters } from '@/lib/restores/methods/targets/instance/rules/parameters'

type Ports = InstancePorts & {
  createToPointInTime: (request: {
    place: AwsPlace
    source: string
    at: number
    target: string
    tags: Record<string, string>
    parameters: InstanceParameters
  }) => Promise<CallOutcome<AwsInstance>>
}

/** Restores to a second of the source's own restore window. */
export const pointInTime: RestoreMethod<Ports> = {
  ...pointInTimeRules,
  send: async (ports, order) => {
    const { place, source, pointAt: at, target, options } = order
    const given = { tags: restoreTags(order), parameters: instanceParameters(options) }
    return sightingOf(await ports.createToPointInTime({ place, source, at, target, ...given }))
  },
  look: lookForInstance,
  undo: undoInstance(isMarkedOurs),
}
