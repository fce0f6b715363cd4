import * as Backup from '@aws-sdk/client-backup'
import * as CloudWatch from '@aws-sdk/client-cloudwatch'
import * as RDS from '@aws-sdk/client-rds'
import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunningSandbox } from '@/lib/sandbox/start'
import {
  clientsOf,
  DEVONN,
  HandClock,
  PHASERAI,
  PHOENIX,
  SOLOSUCCESS,
  setFault,
  startForTest,
} from '@/lib/sandbox/testing'

// Every call goes over HTTP, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 })

const clock = new HandClock()
let sandbox: RunningSandbox
const of = (account: string, region?: string) => clientsOf(sandbox.url, account, region)

beforeAll(async () => {
  sandbox = await startForTest(clock)
})
afterAll(() => sandbox.stop())

/** Pages to the end; ids of each page. */
async function pages(read: (token: string | undefined) => Promise<{ ids: string[]; next: string | undefined }>) {
  const all: string[][] = []
  let token: string | undefined
  do {
    const { ids, next } = await read(token)
    all.push(ids)
    token = next
  } while (token && all.length < 50)
  return all
}

test('RDS snapshots come in pages of 20, none twice, oldest first', async () => {
  const { rds } = of(SOLOSUCCESS)
  const read = await pages(async (Marker) => {
    const page = await rds.send(new RDS.DescribeDBSnapshotsCommand({ MaxRecords: 20, Marker }))
    return { ids: page.DBSnapshots?.map((s) => s.DBSnapshotIdentifier ?? '') ?? [], next: page.Marker }
  })
  expect(read.map((ids) => ids.length)).toEqual([20, 10])
  expect(new Set(read.flat()).size).toBe(30)
})

test('vault points come in pages, newest first, also when one more appears between two pages', async () => {
  const { backup } = of(PHASERAI)
  let count = 0
  const read = await pages(async (NextToken) => {
    if (count++ === 1) clock.forward(86_400)
    const page = await backup.send(
      new Backup.ListRecoveryPointsByBackupVaultCommand({
        BackupVaultName: 'phaserai-prod-vault',
        MaxResults: 50,
        NextToken,
      }),
    )
    return { ids: page.RecoveryPoints?.map((p) => p.RecoveryPointArn ?? '') ?? [], next: page.NextToken }
  })
  expect(read.length).toBe(3)
  expect(new Set(read.flat()).size).toBe(read.flat().length)
  clock.forward(-86_400)
})

test('objects come in pages of a thousand, with prefixes rolled up where asked', async () => {
  const { s3 } = of(PHOENIX)
  const read = await pages(async (ContinuationToken) => {
    const page = await s3.send(new S3.ListObjectsV2Command({ Bucket: 'phoenix-wal-archive', ContinuationToken }))
    return { ids: page.Contents?.map((o) => o.Key ?? '') ?? [], next: page.NextContinuationToken }
  })
  expect(read.map((ids) => ids.length)).toEqual([1000, 1000, expect.any(Number)])
  expect(read.flat()).toEqual([...new Set(read.flat())].sort())
  const rolled = new S3.ListObjectsV2Command({ Bucket: 'phoenix-backups-primary', Delimiter: '/' })
  expect((await s3.send(rolled)).CommonPrefixes).toEqual([{ Prefix: 'postgres/' }, { Prefix: 'state/' }])
  const after = new S3.ListObjectsV2Command({ Bucket: 'phoenix-wal-archive', StartAfter: read[0]?.at(-1), MaxKeys: 1 })
  expect((await s3.send(after)).Contents?.[0]?.Key).toBe(read[1]?.[0])
})

test('metrics come in pages, newest first', async () => {
  const { cloudwatch } = of(DEVONN, 'us-west-2')
  const query = {
    Id: 'lag',
    MetricStat: {
      Metric: {
        Namespace: 'AWS/RDS',
        MetricName: 'ReplicaLag',
        Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'devonn-postgres-replica-production' }],
      },
      Period: 60,
      Stat: 'Average',
    },
  }
  const span = { StartTime: new Date(clock.time - 3_600_000), EndTime: new Date(clock.time) }
  const read = await pages(async (NextToken) => {
    const page = await cloudwatch.send(
      new CloudWatch.GetMetricDataCommand({ ...span, MetricDataQueries: [query], MaxDatapoints: 25, NextToken }),
    )
    return { ids: page.MetricDataResults?.[0]?.Timestamps?.map((t) => t.toISOString()) ?? [], next: page.NextToken }
  })
  expect(read.map((ids) => ids.length)).toEqual([25, 25, 10])
  expect(read.flat()).toEqual([...new Set(read.flat())].sort().reverse())
})

test('a repeated token is repeated for ever', async () => {
  await setFault(sandbox.url, { kind: 'repeat-token', account: SOLOSUCCESS, service: 'rds' })
  const { rds } = of(SOLOSUCCESS)
  const first = await rds.send(new RDS.DescribeDBSnapshotsCommand({ MaxRecords: 20 }))
  const second = await rds.send(new RDS.DescribeDBSnapshotsCommand({ MaxRecords: 20, Marker: first.Marker }))
  expect([second.Marker, second.DBSnapshots]).toEqual([first.Marker, first.DBSnapshots])
})
