import type { AwsInstance, AwsPlace, CallOutcome, Looked } from '@/lib/aws/types'
import type { Sighting } from '@/lib/restores/machine/types'
import type { MethodCalls, Order, Seen } from '@/lib/restores/methods/model/method'
import { RESTORE_TAG } from '@/lib/restores/methods/rules/marks'

/** Statuses from which an RDS instance does not become available by itself. */
const BROKEN = /^(failed|incompatible-|inaccessible-encryption|storage-full|restore-error)/

/** What looking for a made instance, and deleting it, needs. */
export type InstancePorts = {
  findInstance: (place: AwsPlace, identifier: string) => Promise<Looked<AwsInstance>>
  deleteInstance: (place: AwsPlace, identifier: string) => Promise<CallOutcome<AwsInstance>>
}

/** Whether an instance was made by this restore: it is the one stored as made by it, or it carries the restore's id. */
type IsOurs = (order: Order, instance: AwsInstance) => boolean

/** The id that AWS gave it is stored as ours. */
export const isTheOneStored: IsOurs = ({ resourceId }, instance) =>
  resourceId !== null && instance.resourceId === resourceId

/** Before its id is known, the tag that it was made with says so. */
export const isMarkedOurs: IsOurs = (order, instance) =>
  order.resourceId !== null && instance.resourceId !== null
    ? isTheOneStored(order, instance)
    : instance.tags[RESTORE_TAG] === order.id

/** Looks what became of an instance that carries the restore's tag from its first moment. */
export async function lookForInstance(ports: InstancePorts, order: Order): Promise<Seen> {
  const found = await ports.findInstance(order.place, order.target)
  if (found.kind === 'failed') return lookFailed(found.fault)
  if (found.kind === 'absent') return { answer: { kind: 'absent' }, facts: {} }
  if (!isMarkedOurs(order, found.value)) return { answer: { kind: 'foreign' }, facts: {} }
  return instanceSeen(order, found.value, null)
}

/** What an instance that is ours shows: on its way, usable, or broken. */
export function instanceSeen(order: Order, instance: AwsInstance, jobId: string | null): Seen {
  const { resourceId, status, percent, endpointAddress, endpointPort, databaseName } = instance
  const facts = { endpointAddress, endpointPort, databaseName }
  const sighting = { jobId, resourceId, status, percent }
  if (BROKEN.test(status)) {
    const sentence = `AWS reports ${order.target} as ${status}`
    return { answer: { kind: 'broken', code: status, sentence }, facts: { awsResourceId: resourceId } }
  }
  const usable = status === 'available' && endpointAddress !== null
  return { answer: { kind: usable ? 'available' : 'seen', sighting }, facts }
}

/** An accepted call's first sight of the new instance. */
export function sightingOf(outcome: CallOutcome<AwsInstance>): CallOutcome<Sighting> {
  if (outcome.kind !== 'done') return outcome
  const { resourceId, status, percent } = outcome.value
  return { kind: 'done', value: { resourceId, status, percent } }
}

/** AWS did not say; nothing follows from that. */
export function lookFailed({ code, sentence }: { code: string; sentence: string }): Seen {
  return { answer: { kind: 'look-failed', code, sentence }, facts: {} }
}

/** Deletes the made instance, by an identity that `isOurs` decides. */
export function undoInstance(isOurs: IsOurs): NonNullable<MethodCalls<InstancePorts>['undo']> {
  return {
    find: async (ports, order) => {
      const found = await ports.findInstance(order.place, order.target)
      if (found.kind !== 'found') return found
      const { value } = found
      return { kind: 'found', value: { ours: isOurs(order, value), going: value.status === 'deleting' } }
    },
    remove: async (ports, order) => {
      const outcome = await ports.deleteInstance(order.place, order.target)
      // Gone already, or not in a state to be deleted yet: the next look tells which.
      if (outcome.kind === 'rejected' && /NotFound|InvalidDBInstanceState/.test(outcome.code)) {
        return { ...outcome, kind: 'throttled' }
      }
      return outcome
    },
  }
}
