import {
  DBInstanceAlreadyExistsFault$,
  DBInstanceNotFoundFault$,
  DBParameterGroupNotFoundFault$,
  DBSubnetGroupNotFoundFault$,
  InvalidDBInstanceStateFault$,
  OptionGroupNotFoundFault$,
  type Tag,
} from '@aws-sdk/client-rds'
import { nameOf } from '@/lib/sandbox/rds/describe'
import { DEFAULT_OPTION_GROUP } from '@/lib/sandbox/rds/shapes'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault, fault, invalidParameter } from '@/lib/sandbox/wire/fault'
import { accountOf } from '@/lib/sandbox/world/accounts'
import { securityGroupOf } from '@/lib/sandbox/world/building'
import { everyInstance, findInstance, instancesOf, type LiveInstance, type Place } from '@/lib/sandbox/world/instances'
import type { Instance } from '@/lib/sandbox/world/types'

/** What a restore may say about the new instance; what it does not say is AWS's default. */
export type Wishes = {
  DBInstanceClass?: string | undefined
  MultiAZ?: boolean | undefined
  AvailabilityZone?: string | undefined
  PubliclyAccessible?: boolean | undefined
  DBSubnetGroupName?: string | undefined
  VpcSecurityGroupIds?: string[] | undefined
  DBParameterGroupName?: string | undefined
  OptionGroupName?: string | undefined
  DeletionProtection?: boolean | undefined
  StorageType?: string | undefined
  BackupRetentionPeriod?: number | undefined
  Tags?: Tag[] | undefined
}

/**
 * The rules for an identifier of an instance or snapshot; returned in lower case, as RDS stores it.
 * @throws AwsFault InvalidParameterValue
 */
export function checkedName(kind: 'DBInstanceIdentifier' | 'DBSnapshotIdentifier', name: string | undefined): string {
  if (!name) throw new AwsFault('MissingParameter', `The request must contain the parameter ${kind}`)
  const most = kind === 'DBInstanceIdentifier' ? 63 : 255
  if (!/^[a-z][a-z0-9-]*$/i.test(name) || name.length > most || name.includes('--') || name.endsWith('-')) {
    throw invalidParameter(
      `The parameter ${kind} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    )
  }
  return name.toLowerCase()
}

/** The default security group of an account's VPC: never one an application uses. */
const defaultSecurityGroup = (account: string) => securityGroupOf(account, 'default')

/** @throws AwsFault DBInstanceAlreadyExists, DBSubnetGroupNotFoundFault, DBParameterGroupNotFound, OptionGroupNotFoundFault, InvalidParameterValue */
export function plannedInstance(
  sandbox: Sandbox,
  place: Place,
  { source, target, wishes, at }: { source: Instance; target: string; wishes: Wishes; at: number },
): Instance {
  const { account, region } = place
  if (findInstance(sandbox, place, target, at)) throw fault(DBInstanceAlreadyExistsFault$, 'DB instance already exists')
  const here = instancesOf(sandbox, place, at)
  const subnetGroup = wishes.DBSubnetGroupName ?? 'default'
  if (subnetGroup !== 'default' && !here.some((i) => i.subnetGroup === subnetGroup)) {
    throw fault(DBSubnetGroupNotFoundFault$, `DB subnet group '${subnetGroup}' does not exist.`)
  }
  const parameterGroup = nameOf(wishes.DBParameterGroupName) ?? 'default.postgres15'
  if (parameterGroup !== 'default.postgres15' && !here.some((i) => i.parameterGroup === parameterGroup)) {
    throw fault(DBParameterGroupNotFoundFault$, `DBParameterGroup not found: ${parameterGroup}`)
  }
  const optionGroup = wishes.OptionGroupName ?? DEFAULT_OPTION_GROUP
  if (optionGroup !== DEFAULT_OPTION_GROUP && !here.some((i) => i.optionGroup === optionGroup)) {
    throw fault(OptionGroupNotFoundFault$, `Specified OptionGroupName: ${optionGroup} not found.`)
  }
  const securityGroups = wishes.VpcSecurityGroupIds?.length
    ? wishes.VpcSecurityGroupIds
    : [defaultSecurityGroup(account)]
  checkSecurityGroups(place, securityGroups)
  if (wishes.MultiAZ && wishes.AvailabilityZone) {
    throw new AwsFault(
      'InvalidParameterCombination',
      'Requesting a specific availability zone is not valid for Multi-AZ instances.',
    )
  }
  const instanceClass = wishes.DBInstanceClass ?? source.instanceClass
  if (!/^db\.[a-z0-9]+\.[a-z0-9]+$/.test(instanceClass))
    throw invalidParameter(`Invalid DB Instance class: ${instanceClass}`)
  return {
    ...plainOf(source),
    id: target,
    account,
    region,
    createdAt: at,
    instanceClass,
    storageType: wishes.StorageType ?? source.storageType,
    multiAz: wishes.MultiAZ ?? false,
    publiclyAccessible: wishes.PubliclyAccessible ?? false,
    deletionProtection: wishes.DeletionProtection ?? false,
    retentionDays: wishes.BackupRetentionPeriod ?? source.retentionDays,
    subnetGroup,
    securityGroups,
    parameterGroup,
    optionGroup,
    kmsKeyId: source.kmsKeyId?.replace(source.region, region) ?? null,
    tags: tagRecord(wishes.Tags),
  }
}

/** The source's own settings: neither its replication nor what is only told by time. */
function plainOf(source: Instance): Instance {
  const { replicaOf: _, movedWindow: _m, hidden: _h, ...settings } = source
  const {
    status: _s,
    database: _d,
    dataUpTo: _u,
    coveredSince: _c,
    jobId: _j,
    arn: _a,
    resourceId: _r,
    ...plain
  } = {
    ...(settings as LiveInstance),
  }
  return plain
}

export const tagRecord = (tags: Tag[] | undefined) =>
  Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']))

/** Groups must be in this VPC; a plan's placeholder (`sg-12345678`) is not. @throws AwsFault InvalidParameterValue */
export function checkSecurityGroups({ account, region }: Place, groups: string[]): void {
  const known = new Set(
    accountOf(account)
      .instances.filter((i) => i.region === region)
      .flatMap((i) => i.securityGroups),
  )
  known.add(defaultSecurityGroup(account))
  for (const id of groups)
    if (!known.has(id)) throw invalidParameter(`Invalid security group , groupId= ${id}, groupName=.`)
}

/** Writes the new instance down and has its database made with exactly the rows up to a time (epoch ms). */
export function bringUp(
  sandbox: Sandbox,
  instance: Instance,
  dataUpTo: number,
  at: number,
  jobId: string | null,
): void {
  const taken = new Set(everyInstance(sandbox, at).map((i) => i.database))
  const database = taken.has(instance.id) ? `${instance.id}.${instance.account}.${instance.region}` : instance.id
  sandbox.state.append({ kind: 'created', at, created: { instance, at, dataUpTo, database, jobId } })
  sandbox.databases?.make(database, instance.table, dataUpTo)
}

/** @throws AwsFault DBInstanceNotFound */
export function instanceFor(sandbox: Sandbox, place: Place, identifier: string | undefined, at: number): LiveInstance {
  const found = findInstance(sandbox, place, nameOf(identifier) ?? '', at)
  if (!found) throw fault(DBInstanceNotFoundFault$, `DBInstance ${identifier} not found.`)
  return found
}

/** @throws AwsFault InvalidDBInstanceState */
export function checkAvailable(instance: LiveInstance, at = 'available'): void {
  if (instance.status === at) return
  throw fault(InvalidDBInstanceStateFault$, `Instance ${instance.id} is not in ${at} state: it is ${instance.status}.`)
}
