import {
  type DBCluster,
  type DBInstance,
  type DBInstanceAutomatedBackup,
  type DBSnapshot,
  DBSnapshotNotFoundFault,
  DescribeDBClustersCommand,
  DescribeDBInstanceAutomatedBackupsCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
} from '@aws-sdk/client-rds'
import { rdsClient } from '@/lib/aws/clients'
import { listOf, readPages } from '@/lib/aws/paging'
import { ms, nameOfArn, regionOfArn, tagRecord } from '@/lib/aws/reshape'
import type { AwsAutomatedBackup, AwsCluster, AwsInstance, AwsPlace, AwsSnapshot, Listing } from '@/lib/aws/types'

const PAGE = 100

/** Every DB instance of a place. @throws what the SDK throws; see faults.ts */
export function listInstances(place: AwsPlace, signal?: AbortSignal): Promise<Listing<AwsInstance>> {
  return readPages(async (Marker) => {
    const command = new DescribeDBInstancesCommand({ MaxRecords: PAGE, ...(Marker ? { Marker } : {}) })
    const page = await rdsClient(place, 'read').send(command, options(signal))
    return { items: listOf(page.DBInstances, 'instances').map(reshapeInstance), next: page.Marker }
  })
}

/** Every cluster of a place. */
export function listClusters(place: AwsPlace, signal?: AbortSignal): Promise<Listing<AwsCluster>> {
  return readPages(async (Marker) => {
    const command = new DescribeDBClustersCommand({ MaxRecords: PAGE, ...(Marker ? { Marker } : {}) })
    const page = await rdsClient(place, 'read').send(command, options(signal))
    return { items: listOf(page.DBClusters, 'clusters').map(reshapeCluster), next: page.Marker }
  })
}

/** Every automated and manual snapshot of a place; those that AWS Backup made are read from its vaults. */
export function listSnapshots(place: AwsPlace, signal?: AbortSignal): Promise<Listing<AwsSnapshot>> {
  return readPages(async (Marker) => {
    const command = new DescribeDBSnapshotsCommand({ MaxRecords: PAGE, ...(Marker ? { Marker } : {}) })
    const page = await rdsClient(place, 'read').send(command, options(signal))
    return { items: listOf(page.DBSnapshots, 'snapshots').map(reshapeSnapshot), next: page.Marker }
  })
}

/** Every restore window of a place, those of deleted instances with retained backups too. */
export function listAutomatedBackups(place: AwsPlace, signal?: AbortSignal): Promise<Listing<AwsAutomatedBackup>> {
  return readPages(async (Marker) => {
    const command = new DescribeDBInstanceAutomatedBackupsCommand({ MaxRecords: PAGE, ...(Marker ? { Marker } : {}) })
    const page = await rdsClient(place, 'read').send(command, options(signal))
    return {
      items: listOf(page.DBInstanceAutomatedBackups, 'automated backups').map(reshapeAutomatedBackup),
      next: page.Marker,
    }
  })
}

/**
 * Those of the given manual snapshots that every AWS account may restore. One call a snapshot: AWS has no listing that
 * says it of one's own.
 */
export async function listPublicSnapshots(
  place: AwsPlace,
  identifiers: readonly string[],
  signal?: AbortSignal,
): Promise<Listing<string>> {
  const shared: string[] = []
  for (const DBSnapshotIdentifier of identifiers) {
    const command = new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier })
    try {
      const { DBSnapshotAttributesResult } = await rdsClient(place, 'read').send(command, options(signal))
      const restore = DBSnapshotAttributesResult?.DBSnapshotAttributes?.find(
        ({ AttributeName }) => AttributeName === 'restore',
      )
      if (restore?.AttributeValues?.includes('all')) shared.push(DBSnapshotIdentifier)
    } catch (error) {
      // Deleted since it was listed: nobody can restore it, and that is no fault of the collector.
      if (!(error instanceof DBSnapshotNotFoundFault)) throw error
    }
  }
  return { items: shared, calls: identifiers.length, incomplete: false }
}

const options = (abortSignal: AbortSignal | undefined) => (abortSignal ? { abortSignal } : {})

/** A DB instance in our words. */
export function reshapeInstance(raw: DBInstance): AwsInstance {
  return {
    identifier: raw.DBInstanceIdentifier ?? '',
    arn: raw.DBInstanceArn ?? null,
    resourceId: raw.DbiResourceId ?? null,
    status: raw.DBInstanceStatus ?? 'unknown',
    engine: raw.Engine ?? 'unknown',
    engineVersion: raw.EngineVersion ?? null,
    instanceClass: raw.DBInstanceClass ?? null,
    databaseName: raw.DBName ?? null,
    endpointAddress: raw.Endpoint?.Address ?? null,
    endpointPort: raw.Endpoint?.Port ?? null,
    multiAz: raw.MultiAZ ?? false,
    storageEncrypted: raw.StorageEncrypted ?? false,
    kmsKey: raw.KmsKeyId ?? null,
    allocatedGb: raw.AllocatedStorage ?? null,
    storageType: raw.StorageType ?? null,
    deletionProtection: raw.DeletionProtection ?? false,
    backupRetentionDays: raw.BackupRetentionPeriod ?? 0,
    backupWindow: raw.PreferredBackupWindow ?? null,
    maintenanceWindow: raw.PreferredMaintenanceWindow ?? null,
    subnetGroup: raw.DBSubnetGroup?.DBSubnetGroupName ?? null,
    securityGroups: (raw.VpcSecurityGroups ?? []).flatMap((group) => group.VpcSecurityGroupId ?? []),
    parameterGroup: raw.DBParameterGroups?.[0]?.DBParameterGroupName ?? null,
    optionGroup: raw.OptionGroupMemberships?.[0]?.OptionGroupName ?? null,
    caCertificate: raw.CACertificateIdentifier ?? null,
    // Across regions AWS names the source by its ARN.
    replicaOf: raw.ReadReplicaSourceDBInstanceIdentifier ? nameOfArn(raw.ReadReplicaSourceDBInstanceIdentifier) : null,
    replicaOfRegion: regionOfArn(raw.ReadReplicaSourceDBInstanceIdentifier),
    replication: raw.StatusInfos?.find(({ StatusType }) => StatusType === 'read replication')?.Status ?? null,
    replicas: (raw.ReadReplicaDBInstanceIdentifiers ?? []).map(nameOfArn),
    createdAt: ms(raw.InstanceCreateTime),
    latestRestorableAt: ms(raw.LatestRestorableTime),
    percent: raw.PercentProgress === undefined ? null : Number.parseFloat(raw.PercentProgress) || null,
    clusterIdentifier: raw.DBClusterIdentifier ?? null,
    tags: tagRecord(raw.TagList),
  }
}

function reshapeCluster(raw: DBCluster): AwsCluster {
  return {
    identifier: raw.DBClusterIdentifier ?? '',
    arn: raw.DBClusterArn ?? null,
    resourceId: raw.DbClusterResourceId ?? null,
    status: raw.Status ?? 'unknown',
    engine: raw.Engine ?? 'unknown',
    engineVersion: raw.EngineVersion ?? null,
    members: (raw.DBClusterMembers ?? []).flatMap((member) => member.DBInstanceIdentifier ?? []),
    earliestRestorableAt: ms(raw.EarliestRestorableTime),
    latestRestorableAt: ms(raw.LatestRestorableTime),
    multiAz: raw.MultiAZ ?? false,
    storageEncrypted: raw.StorageEncrypted ?? false,
    tags: tagRecord(raw.TagList),
  }
}

function reshapeSnapshot(raw: DBSnapshot): AwsSnapshot {
  return {
    identifier: raw.DBSnapshotIdentifier ?? '',
    arn: raw.DBSnapshotArn ?? null,
    instanceIdentifier: raw.DBInstanceIdentifier ?? '',
    type: raw.SnapshotType ?? 'unknown',
    status: raw.Status ?? 'unknown',
    createdAt: ms(raw.SnapshotCreateTime),
    originalCreatedAt: ms(raw.OriginalSnapshotCreateTime),
    databaseTime: ms(raw.SnapshotDatabaseTime),
    sizeGb: raw.AllocatedStorage ?? null,
    encrypted: raw.Encrypted ?? false,
    kmsKey: raw.KmsKeyId ?? null,
    percent: raw.PercentProgress ?? null,
    sourceArn: raw.SourceDBSnapshotIdentifier ?? null,
    sourceRegion: raw.SourceRegion ?? null,
    engineVersion: raw.EngineVersion ?? null,
  }
}

function reshapeAutomatedBackup(raw: DBInstanceAutomatedBackup): AwsAutomatedBackup {
  return {
    instanceIdentifier: raw.DBInstanceIdentifier ?? '',
    resourceId: raw.DbiResourceId ?? null,
    arn: raw.DBInstanceAutomatedBackupsArn ?? raw.DBInstanceArn ?? null,
    region: raw.Region ?? null,
    status: raw.Status ?? 'unknown',
    earliestAt: ms(raw.RestoreWindow?.EarliestTime),
    latestAt: ms(raw.RestoreWindow?.LatestTime),
    retentionDays: raw.BackupRetentionPeriod ?? null,
    encrypted: raw.Encrypted ?? false,
  }
}
