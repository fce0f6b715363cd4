import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clientsOf, PHASERAI } from '@/lib/sandbox/testing'
import { AwsFault, fault } from '@/lib/sandbox/wire/fault'
import { createWireServer } from '@/lib/sandbox/wire/server'
import type { Handler } from '@/lib/sandbox/wire/service'

const T = new Date('2026-01-02T03:04:05.678Z')
const seen: Record<string, Record<string, unknown>> = {}
const hears =
  (output: unknown): Handler =>
  (input: Record<string, unknown>, call) => {
    seen[call.action] = input
    if (output instanceof Error) throw output
    return output
  }

const handlers = {
  rds: {
    DescribeDBSnapshots: hears({
      Marker: 'm&1',
      DBSnapshots: [
        {
          DBSnapshotIdentifier: 'a',
          SnapshotCreateTime: T,
          Encrypted: true,
          PercentProgress: 40,
          ProcessorFeatures: [{ Name: 'x', Value: 'y' }],
          TagList: [{ Key: 'k', Value: '<v>' }],
        },
      ],
    }),
    DescribeDBInstances: hears({
      DBInstances: [
        {
          DBInstanceIdentifier: 'orders',
          LatestRestorableTime: T,
          Endpoint: { Address: 'h', Port: 5432 },
          VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg', Status: 'active' }],
        },
      ],
    }),
    RestoreDBInstanceToPointInTime: hears(fault(RDS.DBInstanceAlreadyExistsFault$, 'exists')),
    AddTagsToResource: hears(undefined),
    DescribeEvents: hears(new Error('a bug')),
  },
  backup: {
    StartRestoreJob: hears({ RestoreJobId: 'J' }),
    DescribeRestoreJob: (input: { RestoreJobId: string }) => ({
      RestoreJobId: input.RestoreJobId,
      Status: 'RUNNING',
      PercentDone: '12.5%',
      CreationDate: T,
    }),
    ListRecoveryPointsByBackupVault: hears({
      NextToken: 'n',
      RecoveryPoints: [{ RecoveryPointArn: 'arn:r', CreationDate: T, CalculatedLifecycle: { DeleteAt: T } }],
    }),
    DescribeRecoveryPoint: hears(fault(Backup.ResourceNotFoundException$, 'no')),
  },
  monitoring: {
    GetMetricData: hears({
      MetricDataResults: [{ Id: 'a', Timestamps: [T], Values: [1.5], StatusCode: 'Complete' }],
    }),
    DescribeAlarms: hears(new AwsFault('InvalidNextToken', 'no such token')),
  },
  s3: {
    ListObjectsV2: hears({ Name: 'b', KeyCount: 1, Contents: [{ Key: 'a & b', Size: 7, LastModified: T }] }),
    GetObject: hears({
      Body: Buffer.from('hello'),
      ContentLength: 5,
      LastModified: T,
      Metadata: { 'started-at': 'x' },
    }),
    HeadObject: hears(new AwsFault('NoSuchKey', 'none', 404)),
    GetBucketReplication: hears({
      ReplicationConfiguration: { Role: 'r', Rules: [{ Status: 'Enabled', Destination: { Bucket: 'd' } }] },
    }),
  },
} as unknown as Record<'rds' | 'backup' | 'monitoring' | 's3', Record<string, Handler>>

let server: Server
let clients: ReturnType<typeof clientsOf>
let url: string

beforeAll(async () => {
  const { rds, backup, monitoring, s3 } = handlers
  server = createWireServer({
    services: [
      { name: 'rds', dialects: ['query'], module: RDS, xmlns: 'urn:rds', handlers: rds },
      { name: 'backup', dialects: ['rest-json'], module: Backup, xmlns: '', handlers: backup },
      {
        name: 'monitoring',
        dialects: ['json', 'query', 'cbor'],
        module: CloudWatch,
        xmlns: 'urn:cw',
        handlers: monitoring,
      },
      { name: 's3', dialects: ['rest-xml'], module: S3, xmlns: 'urn:s3', handlers: s3 },
    ],
    accounts: new Set([PHASERAI]),
    ready: Promise.resolve(),
    clock: Date.now,
    disturbances: () => [],
    record: () => {},
    control: async () => ({ status: 404, headers: {}, body: '' }),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  clients = clientsOf(url, PHASERAI)
})
afterAll(() => server.close())

test('Query: lists, times, numbers, booleans and escapes in both directions', async () => {
  const request = { MaxRecords: 20, Filters: [{ Name: 'engine', Values: ['postgres', 'mysql'] }], IncludeShared: true }
  const answer = await clients.rds.send(new RDS.DescribeDBSnapshotsCommand(request))
  expect(seen.DescribeDBSnapshots).toEqual(request)
  expect(answer.Marker).toBe('m&1')
  expect(answer.DBSnapshots?.[0]).toMatchObject({
    SnapshotCreateTime: T,
    Encrypted: true,
    PercentProgress: 40,
    TagList: [{ Key: 'k', Value: '<v>' }],
  })
})

test('Query: nested structures', async () => {
  const { DBInstances } = await clients.rds.send(new RDS.DescribeDBInstancesCommand({}))
  expect(DBInstances?.[0]?.Endpoint?.Port).toBe(5432)
  expect(DBInstances?.[0]?.VpcSecurityGroups?.[0]?.Status).toBe('active')
  expect(DBInstances?.[0]?.LatestRestorableTime).toEqual(T)
})

test('Query: a typed error, and a time on its way in', async () => {
  const restore = { SourceDBInstanceIdentifier: 'a', TargetDBInstanceIdentifier: 'b', RestoreTime: T }
  await expect(clients.rds.send(new RDS.RestoreDBInstanceToPointInTimeCommand(restore))).rejects.toBeInstanceOf(
    RDS.DBInstanceAlreadyExistsFault,
  )
  expect(seen.RestoreDBInstanceToPointInTime?.RestoreTime).toEqual(T)
})

test('Query: an operation without an output, tags on their way in', async () => {
  const Tags = [{ Key: 'a', Value: 'b & c' }]
  await clients.rds.send(new RDS.AddTagsToResourceCommand({ ResourceName: 'r', Tags }))
  expect(seen.AddTagsToResource).toEqual({ ResourceName: 'r', Tags })
})

test('a bug of a handler is an internal failure, not a hang', async () => {
  const shouted = vi.spyOn(console, 'error').mockImplementation(() => {})
  const error = await clients.rds.send(new RDS.DescribeEventsCommand({})).catch((e) => e)
  expect([error.name, error.$metadata.httpStatusCode]).toEqual(['InternalFailure', 500])
  expect(shouted).toHaveBeenCalledOnce()
  shouted.mockRestore()
})

test('an operation the sandbox lacks says so', async () => {
  await expect(clients.rds.send(new RDS.DescribeCertificatesCommand({}))).rejects.toMatchObject({
    name: 'NotImplemented',
  })
})

test('REST-JSON: a map in the body', async () => {
  const Metadata = { DBInstanceIdentifier: 'x' }
  const command = new Backup.StartRestoreJobCommand({ RecoveryPointArn: 'r', Metadata, IdempotencyToken: 'i' })
  expect((await clients.backup.send(command)).RestoreJobId).toBe('J')
  expect(seen.StartRestoreJob).toMatchObject({ Metadata, IdempotencyToken: 'i' })
})

test('REST-JSON: a label with a slash in it', async () => {
  const answer = await clients.backup.send(new Backup.DescribeRestoreJobCommand({ RestoreJobId: 'J/1' }))
  expect(answer).toMatchObject({ RestoreJobId: 'J/1', PercentDone: '12.5%', CreationDate: T })
})

test('REST-JSON: label, query parameters and a nested time', async () => {
  const request = { BackupVaultName: 'dr', MaxResults: 5, ByCreatedAfter: new Date('2026-01-02T03:04:05Z') }
  const answer = await clients.backup.send(new Backup.ListRecoveryPointsByBackupVaultCommand(request))
  expect(seen.ListRecoveryPointsByBackupVault).toEqual(request)
  expect(answer.RecoveryPoints?.[0]?.CalculatedLifecycle?.DeleteAt).toEqual(T)
})

test('REST-JSON: an ARN as label, a typed error', async () => {
  const RecoveryPointArn = 'arn:aws:rds:us-east-1:1:snapshot:awsbackup:job-x'
  const command = new Backup.DescribeRecoveryPointCommand({ BackupVaultName: 'dr', RecoveryPointArn })
  await expect(clients.backup.send(command)).rejects.toBeInstanceOf(Backup.ResourceNotFoundException)
  expect(seen.DescribeRecoveryPoint?.RecoveryPointArn).toBe(RecoveryPointArn)
})

test('AWS JSON: CloudWatch', async () => {
  const request = { StartTime: T, EndTime: T, MetricDataQueries: [{ Id: 'a', Expression: '1' }] }
  const { MetricDataResults } = await clients.cloudwatch.send(new CloudWatch.GetMetricDataCommand(request))
  expect(MetricDataResults?.[0]).toMatchObject({ Timestamps: [T], Values: [1.5] })
  expect(seen.GetMetricData?.StartTime).toEqual(T)
  await expect(clients.cloudwatch.send(new CloudWatch.DescribeAlarmsCommand({}))).rejects.toMatchObject({
    name: 'InvalidNextToken',
  })
})

const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIA${PHASERAI}SBOX/20260102/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`

test('Query: CloudWatch of older command lines', async () => {
  const body = new URLSearchParams({
    Action: 'GetMetricData',
    Version: '2010-08-01',
    StartTime: T.toISOString(),
    'MetricDataQueries.member.1.Id': 'a',
  })
  const answer = await fetch(url, { method: 'POST', body, headers: { authorization: authorization('monitoring') } })
  expect(await answer.text()).toContain('<Values><member>1.5</member></Values>')
  expect(seen.GetMetricData).toEqual({ StartTime: T, MetricDataQueries: [{ Id: 'a' }] })
})

test('CBOR: CloudWatch of newer ones', async () => {
  const client = `${url}/service/GraniteServiceVersion20100801/operation/GetMetricData`
  const headers = { authorization: authorization('monitoring'), 'smithy-protocol': 'rpc-v2-cbor' }
  const answer = await fetch(client, { method: 'POST', headers })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/cbor'])
  expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toContain('MetricDataResults')
})

test('REST-XML: listing with escapes, metadata and body of an object, no body for HEAD', async () => {
  const list = await clients.s3.send(new S3.ListObjectsV2Command({ Bucket: 'b', Prefix: 'p/', MaxKeys: 3 }))
  expect(list.Contents?.[0]).toMatchObject({ Key: 'a & b', Size: 7, LastModified: T })
  expect(seen.ListObjectsV2).toMatchObject({ Bucket: 'b', Prefix: 'p/', MaxKeys: 3 })
  const object = await clients.s3.send(new S3.GetObjectCommand({ Bucket: 'b', Key: 'x/y z' }))
  expect(await object.Body?.transformToString()).toBe('hello')
  expect(object.Metadata).toEqual({ 'started-at': 'x' })
  expect(seen.GetObject).toMatchObject({ Bucket: 'b', Key: 'x/y z' })
  const missing = clients.s3.send(new S3.HeadObjectCommand({ Bucket: 'b', Key: 'k' }))
  await expect(missing).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } })
})

test('REST-XML: a payload member is the document itself', async () => {
  const answer = await clients.s3.send(new S3.GetBucketReplicationCommand({ Bucket: 'b' }))
  expect(answer.ReplicationConfiguration?.Rules?.[0]?.Destination?.Bucket).toBe('d')
})

test.each([
  [undefined, 403, 'MissingAuthenticationToken'],
  ['Basic abc', 400, 'IncompleteSignature'],
  [authorization('rds').replace(PHASERAI, '999999999999'), 403, 'InvalidClientTokenId'],
  [authorization('rds').replace('AKIA', 'ASIA'), 403, 'InvalidClientTokenId'],
  [authorization('ec2'), 404, 'UnknownService'],
])('credentials %s are refused as AWS refuses them', async (header, status, code) => {
  const body = new URLSearchParams({ Action: 'DescribeDBInstances', Version: '2014-10-31' })
  const answer = await fetch(url, { method: 'POST', body, ...(header && { headers: { authorization: header } }) })
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain(`<Code>${code}</Code>`)
})
