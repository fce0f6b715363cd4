import {
  type AddTagsToResourceMessage,
  type CreateDBSnapshotMessage,
  type CreateDBSnapshotResult,
  DBInstanceNotFoundFault$,
  DBSnapshotAlreadyExistsFault$,
  DBSnapshotNotFoundFault$,
  type DeleteDBInstanceMessage,
  type DeleteDBInstanceResult,
  type DeleteDBSnapshotMessage,
  InvalidDBInstanceStateFault$,
  InvalidDBSnapshotStateFault$,
  type ListTagsForResourceMessage,
  type ModifyDBInstanceMessage,
  type PromoteReadReplicaMessage,
  type RebootDBInstanceMessage,
  type RemoveTagsFromResourceMessage,
} from '@aws-sdk/client-rds'
import { nameOf } from '@/lib/sandbox/rds/describe'
import {
  checkAvailable,
  checkedName,
  checkSecurityGroups,
  instanceFor,
  tagRecord,
} from '@/lib/sandbox/rds/make-instance'
import { snapshotFor } from '@/lib/sandbox/rds/restore'
import { instanceShape, snapshotShape, tagList, tagsOf } from '@/lib/sandbox/rds/shapes'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault, fault, invalidParameter } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { instancesOf, type LiveInstance, lagOf } from '@/lib/sandbox/world/instances'
import { snapshotsOf } from '@/lib/sandbox/world/snapshots'
import type { Instance } from '@/lib/sandbox/world/types'

/** RDS actions that change something beside restoring. */
export function rdsChangeHandlers(sandbox: Sandbox): Record<string, Handler> {
  const shown = (call: Call, id: string) => {
    const instance = instanceFor(sandbox, call, id, call.at)
    return { DBInstance: instanceShape(sandbox, instance, [], call.at) }
  }
  const where = (call: Call, id: string) => ({ at: call.at, account: call.account, region: call.region, id })
  return {
    CreateDBSnapshot: (input: CreateDBSnapshotMessage, call: Call): CreateDBSnapshotResult => {
      const instance = instanceFor(sandbox, call, input.DBInstanceIdentifier, call.at)
      checkAvailable(instance)
      takeSnapshot(sandbox, instance, input.DBSnapshotIdentifier, tagRecord(input.Tags), call)
      const snapshot = snapshotFor(sandbox, input.DBSnapshotIdentifier, call)
      call.effect = `created ${snapshot.arn}`
      return { DBSnapshot: snapshotShape(sandbox, snapshot, call.at) }
    },
    DeleteDBSnapshot: (input: DeleteDBSnapshotMessage, call: Call) => {
      const snapshot = snapshotFor(sandbox, input.DBSnapshotIdentifier, call)
      const ours = sandbox.state.all('snapshot').some((h) => h.snapshot.id === snapshot.id)
      if (snapshot.type !== 'manual' || !ours) {
        throw fault(
          InvalidDBSnapshotStateFault$,
          `Only manual snapshots may be deleted; ${snapshot.id} is ${snapshot.type}.`,
        )
      }
      const shape = { ...snapshotShape(sandbox, snapshot, call.at), Status: 'deleted' }
      sandbox.state.append({ kind: 'snapshot-deleted', ...where(call, snapshot.id) })
      call.effect = `deleted ${snapshot.arn}`
      return { DBSnapshot: shape }
    },
    DeleteDBInstance: (input: DeleteDBInstanceMessage, call: Call) => deleteInstance(sandbox, input, call),
    ModifyDBInstance: (input: ModifyDBInstanceMessage, call: Call) => {
      const instance = instanceFor(sandbox, call, input.DBInstanceIdentifier, call.at)
      if (instance.status === 'deleting' || instance.status === 'creating') checkAvailable(instance)
      sandbox.state.append({ kind: 'modified', ...where(call, instance.id), patch: patchOf(input, call) })
      call.effect = `modified ${instance.arn}`
      return shown(call, instance.id)
    },
    RebootDBInstance: (input: RebootDBInstanceMessage, call: Call) => {
      const instance = instanceFor(sandbox, call, input.DBInstanceIdentifier, call.at)
      checkAvailable(instance)
      if (input.ForceFailover && !instance.multiAz) {
        const message = 'Cannot reboot with failover: the DB instance is not configured for Multi-AZ.'
        throw new AwsFault('InvalidParameterCombination', message)
      }
      sandbox.state.append({ kind: 'rebooted', ...where(call, instance.id), failover: input.ForceFailover ?? false })
      call.effect = `${input.ForceFailover ? 'failed over' : 'rebooted'} ${instance.arn}`
      return shown(call, instance.id)
    },
    PromoteReadReplica: (input: PromoteReadReplicaMessage, call: Call) => {
      const instance = instanceFor(sandbox, call, input.DBInstanceIdentifier, call.at)
      if (!instance.replicaOf)
        throw fault(InvalidDBInstanceStateFault$, `DB Instance ${instance.id} is not a read replica.`)
      checkAvailable(instance)
      sandbox.state.append({ kind: 'promoted', ...where(call, instance.id) })
      call.effect = `promoted ${instance.arn}`
      return shown(call, instance.id)
    },
    ListTagsForResource: (input: ListTagsForResourceMessage, call: Call) => {
      const { arn, tags } = taggedFor(sandbox, input.ResourceName, call)
      return { TagList: tagList(tagsOf(sandbox, arn, tags, call.at)) }
    },
    AddTagsToResource: (input: AddTagsToResourceMessage, call: Call) => {
      const { arn } = taggedFor(sandbox, input.ResourceName, call)
      sandbox.state.append({ kind: 'tagged', at: call.at, arn, set: tagRecord(input.Tags), remove: [] })
      call.effect = `tagged ${arn}`
    },
    RemoveTagsFromResource: (input: RemoveTagsFromResourceMessage, call: Call) => {
      const { arn } = taggedFor(sandbox, input.ResourceName, call)
      sandbox.state.append({ kind: 'tagged', at: call.at, arn, set: {}, remove: input.TagKeys ?? [] })
      call.effect = `untagged ${arn}`
    },
  }
}

function takeSnapshot(
  sandbox: Sandbox,
  source: LiveInstance,
  name: string | undefined,
  tags: Record<string, string>,
  call: Call,
) {
  const id = checkedName('DBSnapshotIdentifier', name)
  if (snapshotsOf(sandbox, call, call.at).some((s) => s.id === id)) {
    throw fault(
      DBSnapshotAlreadyExistsFault$,
      `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
    )
  }
  const databaseTime = Math.floor(call.at / 1000) * 1000
  const dataUpTo = Math.min(databaseTime - lagOf(source, databaseTime), source.dataUpTo ?? databaseTime)
  const { account, region } = call
  const snapshot = { id, account, region, at: call.at, databaseTime, dataUpTo, source, tags }
  sandbox.state.append({ kind: 'snapshot', at: call.at, snapshot })
}

/** @throws AwsFault InvalidDBInstanceState, InvalidParameterCombination, DBSnapshotAlreadyExists */
function deleteInstance(sandbox: Sandbox, input: DeleteDBInstanceMessage, call: Call): DeleteDBInstanceResult {
  const instance = instanceFor(sandbox, call, input.DBInstanceIdentifier, call.at)
  if (instance.status === 'deleting') {
    throw fault(InvalidDBInstanceStateFault$, `Instance ${instance.id} is already being deleted.`)
  }
  const refuse = (message: string) => new AwsFault('InvalidParameterCombination', message)
  if (instance.deletionProtection) {
    throw refuse('Cannot delete protected DB Instance, please disable deletion protection and try again.')
  }
  const final = input.FinalDBSnapshotIdentifier
  if (!input.SkipFinalSnapshot && !final) {
    throw refuse('FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.')
  }
  if (input.SkipFinalSnapshot && final) {
    throw refuse(
      'FinalDBSnapshotIdentifier can not be specified when deleting a DB instance with SkipFinalSnapshot enabled.',
    )
  }
  if (final) {
    checkAvailable(instance)
    takeSnapshot(sandbox, instance, final, {}, call)
  }
  const { account, region, id } = instance
  sandbox.state.append({ kind: 'deleted', at: call.at, account, region, id })
  sandbox.databases?.drop(instance.database)
  call.effect = `deleted ${instance.arn}`
  return { DBInstance: { ...instanceShape(sandbox, instance, [], call.at), DBInstanceStatus: 'deleting' } }
}

function patchOf(input: ModifyDBInstanceMessage, call: Call): Partial<Instance> {
  if (input.NewDBInstanceIdentifier) throw invalidParameter('This sandbox does not rename instances.')
  if (input.VpcSecurityGroupIds) checkSecurityGroups(call, input.VpcSecurityGroupIds)
  const days = input.BackupRetentionPeriod
  if (days !== undefined && (days < 0 || days > 35)) {
    throw invalidParameter(`Invalid backup retention period: ${days}. Retention period must be between 0 and 35.`)
  }
  const patch: Partial<Instance> = {}
  if (input.DeletionProtection !== undefined) patch.deletionProtection = input.DeletionProtection
  if (days !== undefined) patch.retentionDays = days
  if (input.MultiAZ !== undefined) patch.multiAz = input.MultiAZ
  if (input.DBInstanceClass) patch.instanceClass = input.DBInstanceClass
  if (input.PubliclyAccessible !== undefined) patch.publiclyAccessible = input.PubliclyAccessible
  if (input.VpcSecurityGroupIds) patch.securityGroups = input.VpcSecurityGroupIds
  if (input.DBParameterGroupName) patch.parameterGroup = input.DBParameterGroupName
  if (input.OptionGroupName) patch.optionGroup = input.OptionGroupName
  if (input.PreferredBackupWindow) patch.backupWindow = input.PreferredBackupWindow
  if (input.PreferredMaintenanceWindow) patch.maintenanceWindow = input.PreferredMaintenanceWindow
  return patch
}

/** @throws AwsFault DBInstanceNotFound, DBSnapshotNotFound, InvalidParameterValue */
function taggedFor(sandbox: Sandbox, arn: string | undefined, call: Call) {
  const kind = /^arn:aws:rds:[^:]+:\d+:(db|snapshot):/.exec(arn ?? '')?.[1]
  if (!kind) throw invalidParameter(`Invalid resource name: ${arn}`)
  const things = kind === 'db' ? instancesOf(sandbox, call, call.at) : snapshotsOf(sandbox, call, call.at)
  const found = things.find((thing) => thing.arn === arn)
  if (found) return found
  const missing = kind === 'db' ? DBInstanceNotFoundFault$ : DBSnapshotNotFoundFault$
  throw fault(missing, `The specified resource name does not match an RDS resource in this region: ${nameOf(arn)}`)
}
