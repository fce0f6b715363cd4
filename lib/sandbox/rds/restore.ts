import {
  DBSnapshotNotFoundFault$,
  InvalidDBSnapshotStateFault$,
  InvalidRestoreFault$,
  PointInTimeRestoreNotEnabledFault$,
  type RestoreDBInstanceFromDBSnapshotMessage,
  type RestoreDBInstanceFromDBSnapshotResult,
  type RestoreDBInstanceToPointInTimeMessage,
  type RestoreDBInstanceToPointInTimeResult,
} from '@aws-sdk/client-rds'
import { nameOf } from '@/lib/sandbox/rds/describe'
import { bringUp, checkedName, instanceFor, plannedInstance } from '@/lib/sandbox/rds/make-instance'
import { automatedBackupShape, instanceShape, snapshotProgress } from '@/lib/sandbox/rds/shapes'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault, fault, invalidParameter } from '@/lib/sandbox/wire/fault'
import type { Call } from '@/lib/sandbox/wire/service'
import { findInstance, instancesOf, type LiveInstance, lagOf, restoreWindow } from '@/lib/sandbox/world/instances'
import { type Snapshot, snapshotsOf } from '@/lib/sandbox/world/snapshots'

/** A new instance from a snapshot; RDS never restores in place. */
export function restoreFromSnapshot(sandbox: Sandbox) {
  return (input: RestoreDBInstanceFromDBSnapshotMessage, call: Call): RestoreDBInstanceFromDBSnapshotResult => {
    const target = checkedName('DBInstanceIdentifier', input.DBInstanceIdentifier)
    const snapshot = snapshotFor(sandbox, input.DBSnapshotIdentifier, call)
    if (snapshotProgress(snapshot, call.at) < 100) {
      throw fault(InvalidDBSnapshotStateFault$, `The snapshot ${snapshot.id} is not available.`)
    }
    const instance = plannedInstance(sandbox, call, { source: snapshot.instance, target, wishes: input, at: call.at })
    bringUp(sandbox, instance, snapshot.dataUpTo, call.at, null)
    return made(sandbox, target, call)
  }
}

/** @throws AwsFault DBSnapshotNotFound */
export function snapshotFor(sandbox: Sandbox, identifier: string | undefined, call: Call): Snapshot {
  const wanted = nameOf(identifier) ?? ''
  const found = snapshotsOf(sandbox, call, call.at).find((s) => s.id.toLowerCase() === wanted)
  if (!found) throw fault(DBSnapshotNotFoundFault$, `DBSnapshot not found: ${identifier}`)
  return found
}

/** A new instance with the data of one second inside the restore window. */
export function restoreToPointInTime(sandbox: Sandbox) {
  return (input: RestoreDBInstanceToPointInTimeMessage, call: Call): RestoreDBInstanceToPointInTimeResult => {
    const target = checkedName('DBInstanceIdentifier', input.TargetDBInstanceIdentifier)
    const source = sourceFor(sandbox, input, call)
    if (source.retentionDays === 0) {
      throw fault(PointInTimeRestoreNotEnabledFault$, `Point in time restore is not enabled for instance ${source.id}`)
    }
    const point = pointOf(sandbox, source, input, call.at)
    const instance = plannedInstance(sandbox, call, { source, target, wishes: input, at: call.at })
    const received = point - lagOf(source, point)
    bringUp(sandbox, instance, Math.min(received, source.dataUpTo ?? received), call.at, null)
    return made(sandbox, target, call)
  }
}

function sourceFor(sandbox: Sandbox, input: RestoreDBInstanceToPointInTimeMessage, call: Call): LiveInstance {
  const { SourceDBInstanceIdentifier: name, SourceDbiResourceId: id, SourceDBInstanceAutomatedBackupsArn: arn } = input
  if (name) return instanceFor(sandbox, call, name, call.at)
  const here = instancesOf(sandbox, call, call.at)
  const found = here.find(
    (i) =>
      i.resourceId === id || (arn && automatedBackupShape(sandbox, i, call.at).DBInstanceAutomatedBackupsArn === arn),
  )
  if (found) return found
  if (!id && !arn) throw new AwsFault('InvalidParameterCombination', 'A source DB instance must be specified')
  return instanceFor(sandbox, call, id ?? arn, call.at)
}

/** @throws AwsFault InvalidParameterCombination, InvalidParameterValue outside the window, InvalidRestoreFault without one */
function pointOf(
  sandbox: Sandbox,
  source: LiveInstance,
  input: RestoreDBInstanceToPointInTimeMessage,
  at: number,
): number {
  const time = input.RestoreTime?.getTime()
  if (Boolean(input.UseLatestRestorableTime) === (time !== undefined)) {
    throw new AwsFault(
      'InvalidParameterCombination',
      'Specify either RestoreTime or UseLatestRestorableTime, and not both',
    )
  }
  const window = restoreWindow(sandbox, source, at)
  if (!window) throw fault(InvalidRestoreFault$, `${source.id} has no restorable time yet`)
  if (time === undefined) return window.latest
  const text = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
  if (time < window.earliest) {
    throw invalidParameter(`The specified instance cannot be restored to a time earlier than ${text(window.earliest)}`)
  }
  if (time > window.latest) {
    throw invalidParameter(`The specified instance cannot be restored to a time later than ${text(window.latest)}`)
  }
  return time
}

function made(sandbox: Sandbox, target: string, call: Call) {
  const instance = findInstance(sandbox, call, target, call.at)
  if (!instance) throw new Error(`${target} is not there after its creation`)
  call.effect = `created ${instance.arn}`
  return { DBInstance: instanceShape(sandbox, instance, [], call.at) }
}
