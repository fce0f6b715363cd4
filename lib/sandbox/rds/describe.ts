import {
  type DBInstanceAutomatedBackupMessage,
  type DBInstanceMessage,
  DBInstanceNotFoundFault$,
  type DBSnapshotMessage,
  DBSnapshotNotFoundFault$,
  type DescribeDBInstanceAutomatedBackupsMessage,
  type DescribeDBInstancesMessage,
  type DescribeDBSnapshotAttributesMessage,
  type DescribeDBSnapshotAttributesResult,
  type DescribeDBSnapshotsMessage,
  type Filter,
} from '@aws-sdk/client-rds'
import { rdsPage } from '@/lib/sandbox/paging'
import { automatedBackupShape, instanceShape, snapshotShape } from '@/lib/sandbox/rds/shapes'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault, fault, invalidParameter } from '@/lib/sandbox/wire/fault'
import type { Call } from '@/lib/sandbox/wire/service'
import { allInstances, instancesOf } from '@/lib/sandbox/world/instances'
import { type Snapshot, snapshotsOf } from '@/lib/sandbox/world/snapshots'

/** The readings of a thing that filters compare with. */
type Readings = Record<string, string | undefined>

/** Keeps what passes all filters. @throws AwsFault InvalidParameterValue for a filter this listing does not know */
function filtered<T>(items: T[], filters: Filter[] | undefined, known: string[], readings: (item: T) => Readings): T[] {
  for (const { Name } of filters ?? []) {
    if (!known.includes(Name ?? '')) throw invalidParameter(`Unrecognized filter name: ${Name}`)
  }
  return items.filter((item) => {
    const is = readings(item)
    return (filters ?? []).every(({ Name, Values }) => {
      const value = is[Name ?? '']
      return value !== undefined && (Values ?? []).some((v) => v === value || nameOf(v) === value.toLowerCase())
    })
  })
}

export function describeDBInstances(sandbox: Sandbox) {
  return (input: DescribeDBInstancesMessage, call: Call): DBInstanceMessage => {
    const wanted = nameOf(input.DBInstanceIdentifier)
    const here = instancesOf(sandbox, call, call.at)
    const found = wanted
      ? here.filter(({ id, resourceId }) => id === wanted || resourceId.toLowerCase() === wanted)
      : here
    if (wanted && found.length === 0)
      throw fault(DBInstanceNotFoundFault$, `DBInstance ${input.DBInstanceIdentifier} not found.`)
    const kept = filtered(
      found,
      input.Filters,
      ['db-instance-id', 'dbi-resource-id', 'engine', 'db-cluster-id', 'domain'],
      (i) => ({
        'db-instance-id': i.id,
        'dbi-resource-id': i.resourceId,
        engine: 'postgres',
      }),
    )
    const { shown, Marker } = rdsPage(kept, input, ({ id }) => id, call)
    const everywhere = allInstances(sandbox, call.at)
    return {
      Marker,
      DBInstances: shown.map((i) => {
        const replicas = everywhere.filter(
          (r) => r.account === i.account && r.replicaOf?.id === i.id && r.replicaOf.region === i.region,
        )
        return instanceShape(sandbox, i, replicas, call.at)
      }),
    }
  }
}

/** An identifier may be given as an ARN; names are lower case. */
export function nameOf(identifier: string | undefined): string | undefined {
  return identifier?.replace(/^arn:aws:rds:[^:]+:\d+:(db|snapshot|pg|og|subgrp):/, '').toLowerCase()
}

export function describeDBSnapshots(sandbox: Sandbox) {
  return (input: DescribeDBSnapshotsMessage, call: Call): DBSnapshotMessage => {
    const types = ['automated', 'manual', 'awsbackup', 'shared', 'public']
    if (input.SnapshotType && !types.includes(input.SnapshotType)) {
      throw invalidParameter(`Invalid snapshot type: ${input.SnapshotType}`)
    }
    const wanted = nameOf(input.DBSnapshotIdentifier)
    const source = nameOf(input.DBInstanceIdentifier)
    const found = snapshotsOf(sandbox, call, call.at).filter(
      (s) =>
        (!wanted || s.id.toLowerCase() === wanted) &&
        (!source || s.instance.id === source) &&
        (!input.DbiResourceId || s.resourceId === input.DbiResourceId) &&
        isOfType(s, input.SnapshotType, Boolean(wanted)),
    )
    if (wanted && found.length === 0)
      throw fault(DBSnapshotNotFoundFault$, `DBSnapshot ${input.DBSnapshotIdentifier} not found.`)
    const names = ['db-instance-id', 'db-snapshot-id', 'dbi-resource-id', 'snapshot-type', 'engine']
    const kept = filtered(found, input.Filters, names, (s) => ({
      'db-instance-id': s.instance.id,
      'db-snapshot-id': s.id,
      'dbi-resource-id': s.resourceId,
      'snapshot-type': s.type,
      engine: 'postgres',
    }))
    const { shown, Marker } = rdsPage(kept, input, (s) => `${String(s.started).padStart(15, '0')} ${s.id}`, call)
    return { Marker, DBSnapshots: shown.map((s) => snapshotShape(sandbox, s, call.at)) }
  }
}

/** Who may restore a snapshot: `restore` lists accounts, or `all` where it is public. */
export function describeDBSnapshotAttributes(sandbox: Sandbox) {
  return (input: DescribeDBSnapshotAttributesMessage, call: Call): DescribeDBSnapshotAttributesResult => {
    const wanted = nameOf(input.DBSnapshotIdentifier)
    if (!wanted) throw new AwsFault('MissingParameter', 'The request must contain the parameter DBSnapshotIdentifier')
    const found = snapshotsOf(sandbox, call, call.at).find((s) => s.id.toLowerCase() === wanted)
    if (!found) throw fault(DBSnapshotNotFoundFault$, `DBSnapshot ${input.DBSnapshotIdentifier} not found.`)
    return {
      DBSnapshotAttributesResult: {
        DBSnapshotIdentifier: found.id,
        DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: found.sharedWith }],
      },
    }
  }
}

/** Without a type RDS returns automated and manual snapshots; those of AWS Backup only when asked for, by type or name. */
function isOfType(s: Snapshot, type: string | undefined, named: boolean): boolean {
  return type ? s.type === type : named || s.type !== 'awsbackup'
}

export function describeDBInstanceAutomatedBackups(sandbox: Sandbox) {
  return (input: DescribeDBInstanceAutomatedBackupsMessage, call: Call): DBInstanceAutomatedBackupMessage => {
    const wanted = nameOf(input.DBInstanceIdentifier)
    const here = instancesOf(sandbox, call, call.at).filter((i) => i.retentionDays > 0)
    const found = here
      .filter((i) => (!wanted || i.id === wanted) && (!input.DbiResourceId || i.resourceId === input.DbiResourceId))
      .map((i) => automatedBackupShape(sandbox, i, call.at))
      .filter(
        ({ DBInstanceAutomatedBackupsArn: arn }) =>
          !input.DBInstanceAutomatedBackupsArn || arn === input.DBInstanceAutomatedBackupsArn,
      )
    const kept = filtered(found, input.Filters, ['status', 'db-instance-id', 'dbi-resource-id'], (b) => ({
      status: b.Status,
      'db-instance-id': b.DBInstanceIdentifier,
      'dbi-resource-id': b.DbiResourceId,
    }))
    const { shown, Marker } = rdsPage(kept, input, (b) => b.DBInstanceIdentifier ?? '', call)
    return { Marker, DBInstanceAutomatedBackups: shown }
  }
}
