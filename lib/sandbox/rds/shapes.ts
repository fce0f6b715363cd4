import type { DBInstance, DBInstanceAutomatedBackup, DBSnapshot } from '@aws-sdk/client-rds'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { arnOf, type LiveInstance, type Place, restoreWindow } from '@/lib/sandbox/world/instances'
import type { Snapshot } from '@/lib/sandbox/world/snapshots'

/** The group of an instance that was written down before instances had one, and of every one that names none. */
export const DEFAULT_OPTION_GROUP = 'default:postgres-15'

const VPC = (account: string) => `vpc-0${account.slice(-3)}d15a5`

export const tagList = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

/** Tags set at creation and by AddTagsToResource, as they stand now. */
export function tagsOf(
  sandbox: Sandbox,
  arn: string,
  base: Record<string, string>,
  now: number,
): Record<string, string> {
  const tags = { ...base }
  for (const h of sandbox.state.all('tagged')) {
    if (h.arn !== arn || h.at > now) continue
    Object.assign(tags, h.set)
    for (const key of h.remove) delete tags[key]
  }
  return tags
}

/** A subnet group of its name. */
export const subnetGroup = (name: string, place: Place) => ({
  DBSubnetGroupName: name,
  DBSubnetGroupDescription: name === 'default' ? 'default' : `Private subnets of ${name}`,
  VpcId: VPC(place.account),
  SubnetGroupStatus: 'Complete',
  DBSubnetGroupArn: arnOf('subgrp', place, name),
  Subnets: ['a', 'b'].map((zone) => ({
    SubnetIdentifier: `subnet-0${place.account.slice(-3)}${zone}77e`,
    SubnetAvailabilityZone: { Name: `${place.region}${zone}` },
    SubnetStatus: 'Active',
  })),
})

/** An instance as DescribeDBInstances shows it. The endpoint is the real database's, once it answers. */
export function instanceShape(sandbox: Sandbox, i: LiveInstance, replicas: LiveInstance[], now: number): DBInstance {
  const window = restoreWindow(sandbox, i, now)
  const reachable = i.status !== 'creating'
  const source = i.replicaOf
  const sameRegion = source?.region === i.region
  return {
    DBInstanceIdentifier: i.id,
    DBInstanceClass: i.instanceClass,
    Engine: 'postgres',
    EngineVersion: i.engineVersion,
    DBInstanceStatus: i.status,
    MasterUsername: i.masterUsername,
    DBName: i.dbName,
    ...(reachable && {
      Endpoint: {
        Address: sandbox.databases?.host ?? `${i.id}.sandbox.${i.region}.rds.amazonaws.com`,
        Port: sandbox.databases?.port ?? 5432,
        HostedZoneId: 'Z2R2ITUGPM61AM',
      },
      InstanceCreateTime: new Date(i.createdAt),
    }),
    AllocatedStorage: i.storageGb,
    PreferredBackupWindow: i.backupWindow,
    BackupRetentionPeriod: i.retentionDays,
    DBSecurityGroups: [],
    VpcSecurityGroups: i.securityGroups.map((id) => ({ VpcSecurityGroupId: id, Status: 'active' })),
    DBParameterGroups: [{ DBParameterGroupName: i.parameterGroup, ParameterApplyStatus: 'in-sync' }],
    OptionGroupMemberships: [{ OptionGroupName: i.optionGroup ?? DEFAULT_OPTION_GROUP, Status: 'in-sync' }],
    AvailabilityZone: `${i.region}a`,
    ...(i.multiAz && reachable && { SecondaryAvailabilityZone: `${i.region}b` }),
    DBSubnetGroup: subnetGroup(i.subnetGroup, i),
    PreferredMaintenanceWindow: i.maintenanceWindow,
    PendingModifiedValues: {},
    ...(window && { LatestRestorableTime: new Date(window.latest) }),
    MultiAZ: i.multiAz,
    AutoMinorVersionUpgrade: true,
    ReadReplicaDBInstanceIdentifiers: replicas.map((r) => (r.region === i.region ? r.id : r.arn)),
    ...(source && {
      ReadReplicaSourceDBInstanceIdentifier: sameRegion
        ? source.id
        : arnOf('db', { ...i, region: source.region }, source.id),
      StatusInfos: [replicationStatus(source.stoppedAt)],
    }),
    LicenseModel: 'postgresql-license',
    Iops: i.storageType === 'gp3' ? 3000 : undefined,
    StorageType: i.storageType,
    StorageThroughput: i.storageType === 'gp3' ? 125 : undefined,
    StorageEncrypted: i.kmsKeyId !== null,
    KmsKeyId: i.kmsKeyId ?? undefined,
    PubliclyAccessible: i.publiclyAccessible,
    DbInstancePort: 0,
    DbiResourceId: i.resourceId,
    CACertificateIdentifier: 'rds-ca-rsa2048-g1',
    CopyTagsToSnapshot: false,
    MonitoringInterval: 0,
    DBInstanceArn: i.arn,
    IAMDatabaseAuthenticationEnabled: false,
    DeletionProtection: i.deletionProtection,
    BackupTarget: 'region',
    NetworkType: 'IPV4',
    TagList: tagList(tagsOf(sandbox, i.arn, i.tags, now)),
  }
}

function replicationStatus(stoppedAt: number | undefined) {
  const StatusType = 'read replication'
  if (stoppedAt === undefined) return { StatusType, Normal: true, Status: 'replicating' }
  const since = new Date(stoppedAt).toISOString().replace(/\.\d+Z/, 'Z')
  const Message = `Replication has stopped: the replica has received no write-ahead log since ${since}.`
  return { StatusType, Normal: false, Status: 'error', Message }
}

/** How far a snapshot is: RDS gives whole per cent. */
export function snapshotProgress(s: Snapshot, now: number): number {
  if (now >= s.completed) return 100
  return Math.max(0, Math.min(99, Math.floor(((now - s.started) / (s.completed - s.started)) * 100)))
}

/** A snapshot as DescribeDBSnapshots shows it; its create times are known when it is complete. */
export function snapshotShape(sandbox: Sandbox, s: Snapshot, now: number): DBSnapshot {
  const progress = snapshotProgress(s, now)
  const i = s.instance
  const done = progress === 100
  return {
    DBSnapshotIdentifier: s.id,
    DBInstanceIdentifier: i.id,
    SnapshotDatabaseTime: done ? new Date(s.databaseTime) : undefined,
    SnapshotCreateTime: done ? new Date(s.completed) : undefined,
    OriginalSnapshotCreateTime: done ? new Date(s.originalCreateTime) : undefined,
    Engine: 'postgres',
    EngineVersion: i.engineVersion,
    AllocatedStorage: i.storageGb,
    Status: done ? 'available' : 'creating',
    Port: 5432,
    AvailabilityZone: `${i.region}a`,
    VpcId: VPC(i.account),
    InstanceCreateTime: new Date(i.createdAt),
    MasterUsername: i.masterUsername,
    LicenseModel: 'postgresql-license',
    SnapshotType: s.type,
    OptionGroupName: i.optionGroup ?? DEFAULT_OPTION_GROUP,
    PercentProgress: progress,
    SourceRegion: s.sourceRegion ?? undefined,
    SourceDBSnapshotIdentifier: s.sourceArn ?? undefined,
    StorageType: i.storageType,
    Encrypted: i.kmsKeyId !== null,
    KmsKeyId: i.kmsKeyId?.replace(i.region, s.region),
    DBSnapshotArn: s.arn,
    IAMDatabaseAuthenticationEnabled: false,
    DbiResourceId: s.resourceId || undefined,
    SnapshotTarget: 'region',
    TagList: tagList(tagsOf(sandbox, s.arn, s.tags, now)),
  }
}

/** The continuous backup of an instance as DescribeDBInstanceAutomatedBackups shows it. */
export function automatedBackupShape(sandbox: Sandbox, i: LiveInstance, now: number): DBInstanceAutomatedBackup {
  const window = restoreWindow(sandbox, i, now)
  return {
    DBInstanceArn: i.arn,
    DbiResourceId: i.resourceId,
    Region: i.region,
    DBInstanceIdentifier: i.id,
    RestoreWindow: window ? { EarliestTime: new Date(window.earliest), LatestTime: new Date(window.latest) } : {},
    AllocatedStorage: i.storageGb,
    Status: window ? 'active' : 'creating',
    Port: 5432,
    AvailabilityZone: `${i.region}a`,
    VpcId: VPC(i.account),
    InstanceCreateTime: new Date(i.createdAt),
    MasterUsername: i.masterUsername,
    Engine: 'postgres',
    EngineVersion: i.engineVersion,
    LicenseModel: 'postgresql-license',
    OptionGroupName: i.optionGroup ?? DEFAULT_OPTION_GROUP,
    Encrypted: i.kmsKeyId !== null,
    StorageType: i.storageType,
    KmsKeyId: i.kmsKeyId ?? undefined,
    IAMDatabaseAuthenticationEnabled: false,
    BackupRetentionPeriod: i.retentionDays,
    DBInstanceAutomatedBackupsArn: `arn:aws:rds:${i.region}:${i.account}:auto-backup:ab-${i.resourceId.slice(3).toLowerCase()}`,
    BackupTarget: 'region',
  }
}
