import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AwsPlace } from '@/lib/aws/types'
import type { RunningSandbox } from '@/lib/sandbox/start'
import { askControl, startControlled } from '@/lib/sandbox/testing'

const account = '210000000001'
const place: AwsPlace = {
  accountId: account,
  region: 'us-east-1',
  roleArn: `arn:aws:iam::${account}:role/tidemark-restore`,
}
let sandbox: RunningSandbox
let calls: typeof import('@/lib/aws/restore-calls')
let looks: typeof import('@/lib/aws/restore-looks')
let listVaultPoints: typeof import('@/lib/aws/backup-facts').listVaultPoints

beforeAll(async () => {
  sandbox = await startControlled({ port: 0, dataDir: null, pace: 1 })
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'x',
  })
  calls = await import('@/lib/aws/restore-calls')
  looks = await import('@/lib/aws/restore-looks')
  ;({ listVaultPoints } = await import('@/lib/aws/backup-facts'))
})
afterAll(() => sandbox.stop())
afterEach(async () => {
  await askControl(sandbox.url, 'faults', { method: 'DELETE' })
})

const fault = (wish: object) =>
  askControl(sandbox.url, 'faults', { method: 'POST', body: JSON.stringify({ account, ...wish }) })
const request = (target: string, at = Math.floor(Date.now() / 1000) * 1000 - 3_600_000) =>
  ({ place, source: 'phaserai-prod', at, target, tags: { 'tidemark:restore-id': target } }) as const
const sent = async (action: string) => {
  const reply = await askControl(sandbox.url, `calls?action=${action}`)
  return ((await reply.json()) as { calls: unknown[] }).calls.length
}

describe('a restore to a point in time', () => {
  test('makes the instance with its tags, which a look finds and a deletion removes', async () => {
    expect(await looks.findInstance(place, 'made-1')).toEqual({ kind: 'absent' })
    expect(await calls.createToPointInTime(request('made-1'))).toMatchObject({
      kind: 'done',
      value: { status: 'creating' },
    })
    const found = await looks.findInstance(place, 'made-1')
    expect(found).toMatchObject({ kind: 'found', value: { tags: { 'tidemark:restore-id': 'made-1' } } })
    expect(await calls.createToPointInTime(request('made-1'))).toMatchObject({ kind: 'rejected' })
  })

  test('is rejected outside the window, in the words of AWS', async () => {
    const outcome = await calls.createToPointInTime(request('made-2', Date.now() + 86_400_000))
    expect(outcome).toMatchObject({ kind: 'rejected' })
    expect(await looks.findInstance(place, 'made-2')).toEqual({ kind: 'absent' })
  })

  test.each([
    ['lose-reply', 'doubtful', 'found'],
    ['html', 'doubtful', 'absent'],
    ['error', 'doubtful', 'absent'],
    ['down', 'doubtful', 'absent'],
    ['throttle', 'throttled', 'absent'],
    ['deny', 'rejected', 'absent'],
  ])('sent once when the answer is %s: %s, and a look says %s', async (kind, outcome, then) => {
    const action = 'RestoreDBInstanceToPointInTime'
    const before = await sent(action)
    await fault({ kind, service: 'rds', action })
    expect((await calls.createToPointInTime(request(`made-${kind}`))).kind).toBe(outcome)
    await fault({ kind, service: 'rds', action, on: false })
    expect((await sent(action)) - before).toBeLessThanOrEqual(1)
    expect((await looks.findInstance(place, `made-${kind}`)).kind).toBe(then)
  })
})

test('a look that fails says nothing about existence', async () => {
  await fault({ kind: 'html', service: 'rds' })
  expect(await looks.findInstance(place, 'phaserai-prod')).toMatchObject({
    kind: 'failed',
    fault: { kind: 'unavailable' },
  })
})

test('a restore job of AWS Backup is one for one token, and is found by its id or by point and target', async () => {
  const since = Date.now()
  const points = await listVaultPoints(place, 'phaserai-prod-vault')
  const pointArn = points.items.find(({ status }) => status === 'COMPLETED')?.arn ?? ''
  expect(await looks.findRestoreJob(place, { pointArn, target: 'from-vault', since })).toEqual({ kind: 'absent' })
  const backupRoleArn = `arn:aws:iam::${account}:role/service-role/AWSBackupDefaultServiceRole`
  const metadata = { DBInstanceIdentifier: 'from-vault' }
  const ask = { place, pointArn, backupRoleArn, metadata, idempotencyToken: 'one-token' }
  const first = await calls.startBackupRestoreJob(ask)
  expect(first.kind).toBe('done')
  expect(await calls.startBackupRestoreJob(ask)).toEqual(first)
  const jobId = first.kind === 'done' ? first.value.jobId : ''
  expect(await looks.findRestoreJob(place, { jobId })).toMatchObject({ kind: 'found', value: { jobId, pointArn } })
  const found = await looks.findRestoreJob(place, { pointArn, target: 'from-vault', since })
  expect(found).toMatchObject({ kind: 'found', value: { jobId } })
  expect(await looks.findRestoreJob(place, { pointArn, target: 'another', since })).toEqual({ kind: 'absent' })
})
