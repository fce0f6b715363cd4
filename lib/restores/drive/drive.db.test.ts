import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import type { Step } from '@/lib/restores/drive/types'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { deleteRestoredInstance } from '@/lib/restores/intent/delete-restored-instance'
import { methodNamed } from '@/lib/restores/methods/registry'
import { findChoice } from '@/lib/restores/preflight/load-facts'
import { orderOf } from '@/lib/restores/store/order'
import {
  askApproval,
  makeFixture,
  makeIncident,
  type Points,
  requestFor,
  someone,
} from '@/lib/restores/testing/fixtures'
import { ALL_METHODS } from '@/lib/restores/testing/marker-method'
import { requestRestore } from '@/lib/restores/testing/request'
import { bundleProcesses, type Running } from '@/lib/restores/testing/worker-process'
import { parseRestoreName } from '@/lib/vocabulary/numbers'

const ACCOUNT = '210000000001'
const KEYS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}TEST`, AWS_SECRET_ACCESS_KEY: 'sandbox' }
const TIMES = { RESTORE_LEASE_S: '1', RESTORE_SETTLE_S: '0.8', RESTORE_POLL_S: '0.15' }
/** Every way to restore: a new one is under all that follows from its first day. */
const WAYS = ALL_METHODS.map(({ key }) => key)
type Call = {
  action: string
  account: string
  region: string
  code: string | null
  effect: string | null
  input: unknown
}

let processes: Awaited<ReturnType<typeof bundleProcesses>>
let url: string
let points: Points
let count = 0

beforeAll(async () => {
  processes = await bundleProcesses()
  url = await processes.start('sandbox', {}, '1').line('url ')
  points = JSON.parse(await processes.start('points', { ...KEYS, AWS_ENDPOINT_URL: url }).line('points '))
}, 60_000)
afterAll(() => processes?.clean())

/** `strike` is the step at which it gets a signal, and at which passing of it. */
function startWorker(
  strike?: { at: Step; pass?: number; signal: 'SIGKILL' | 'SIGSTOP' },
  times: Record<string, string> = {},
): Running {
  const env = { ...KEYS, ...TIMES, ...times, AWS_ENDPOINT_URL: url, DATABASE_URL: process.env.DATABASE_URL ?? '' }
  return processes.start('worker', env, ...(strike ? [strike.at, String(strike.pass ?? 1), strike.signal] : []))
}

/** Asks for a restore by a way: of whatever it takes among a point of each kind and a second of the window. */
async function request(way = 'point-in-time', named?: string) {
  count += 1
  const fixture = await makeFixture({ identifier: 'phaserai-prod', accountId: ACCOUNT, points })
  const targetName = named ?? `restored-${process.pid}-${count}`
  const incidentId = await makeIncident(fixture.system)
  const second = Math.floor(Date.now() / 1000) * 1000 - 600_000
  for (const pointId of [...fixture.points, undefined]) {
    const { assetId } = fixture
    const choice = await findChoice(db, { assetId, pointId, ...(pointId ? {} : { at: second }) }, ALL_METHODS)
    if (choice?.method.key !== way) continue
    const at = pointId ? undefined : new Date(second).toISOString()
    const asked = requestFor(fixture, { targetName, typedName: targetName, at, pointId })
    const { number } = await requestRestore(await someone('dba'), asked, { methods: ALL_METHODS })
    return { fixture, number, targetName, incidentId }
  }
  throw new Error(`Nothing of the fixture is taken by the way "${way}": give it a point of that kind.`)
}

const rowOf = (number: string) => db.restore.findUniqueOrThrow({ where: { number: parseRestoreName(number) ?? 0 } })

async function becomes(number: string, state: string, timeoutMs = 15_000) {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(60)) {
    if ((await rowOf(number)).state === state) return rowOf(number)
  }
  const row = await rowOf(number)
  const steps = await db.restoreStep.findMany({ where: { restoreId: row.id }, orderBy: { seq: 'asc' } })
  throw new Error(`${number} is ${row.state}, not ${state}:\n${steps.map(({ text }) => text).join('\n')}`)
}

/** What AWS was asked to change under that name, deletions apart; or only the deletions. */
async function calls(targetName: string, deletions = false): Promise<Call[]> {
  const all = (await (await fetch(`${url}/_sandbox/calls?mutating=true`)).json()) as Call[] | { calls: Call[] }
  const list = Array.isArray(all) ? all : all.calls
  return list.filter(
    ({ action, input }) =>
      action.startsWith('Delete') === deletions && (JSON.stringify(input) ?? '').includes(`"${targetName}"`),
  )
}

const fault = (body: object) =>
  fetch(`${url}/_sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

const sent = new Map<string, string>()

/** What a way asks AWS for, seen when it does so. */
async function actionOf(way: string): Promise<string> {
  const known = sent.get(way)
  if (known) return known
  const { number, targetName } = await request(way)
  const worker = startWorker()
  await becomes(number, 'AWAITING_CUTOVER')
  await stop(worker)
  const action = (await calls(targetName))[0]?.action ?? ''
  sent.set(way, action)
  return action
}

/** Every text and number that a request carries, times as they are typed. */
function valuesIn(input: unknown): string[] {
  if (typeof input === 'boolean') return []
  if (typeof input === 'object' && input !== null) return Object.values(input).flatMap(valuesIn)
  return [String(input).replace(/\.000Z$/, 'Z')]
}

async function stop(worker: Running): Promise<void> {
  worker.signal('SIGKILL')
  await worker.ended
}

describe('a restore', () => {
  it.each(WAYS)(
    'by the way "%s" ends available, not verified, told step by step',
    async (way) => {
      const { number, targetName, incidentId, fixture } = await request(way)
      const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
      const row = await becomes(number, 'AWAITING_CUTOVER')
      await stop(worker)
      expect(row).toMatchObject({ sendCount: 1, databaseName: expect.any(String), endpointPort: 5432 })
      expect(row.endpointAddress).toBeTruthy()
      expect(row.awsResourceId).toMatch(/^db-/)
      const steps = await db.restoreStep.findMany({ where: { restoreId: row.id }, orderBy: { seq: 'asc' } })
      expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, n) => n + 1))
      expect(steps.at(-1)?.text).toBe(`${targetName} is available, not verified`)
      const entries = await db.timelineEntry.findMany({ where: { incidentId }, orderBy: { seq: 'asc' } })
      expect(entries.map(({ text }) => text)).toEqual(steps.map(({ text }) => `${number}: ${text}`))
      const asked = await calls(targetName)
      sent.set(way, asked[0]?.action ?? '')
      expect(asked).toMatchObject([{ account: fixture.accountId, region: KEYS.AWS_REGION, code: null }])
      const { repeat } = methodNamed(way, ALL_METHODS) ?? {}
      if (repeat?.by === 'token') expect(JSON.stringify(asked)).toContain(`"IdempotencyToken":"${row.id}"`)
      const order = orderOf(row, { accountId: row.accountId, region: row.region })
      const typed = methodNamed(way, ALL_METHODS)?.command(order).replaceAll('\\"', '"')
      // The token of a way that is guarded by none is another one in each call.
      const { IdempotencyToken: token, ...input } = (asked[0]?.input ?? {}) as { IdempotencyToken?: string }
      for (const value of valuesIn(repeat?.by === 'token' ? { ...input, token } : input)) expect(typed).toContain(value)
      if (repeat?.by === 'name') expect(JSON.stringify(asked)).toContain(row.id)
    },
    30_000,
  )

  it('fails with AWS’s reason when AWS refuses, and is not repeated', async () => {
    const { number, targetName, fixture } = await request()
    await db.restore.updateMany({ where: { assetId: fixture.assetId }, data: { sourceIdentifier: 'no-such-instance' } })
    const worker = startWorker()
    expect((await becomes(number, 'FAILED')).failureText).toMatch(/not found/i)
    await stop(worker)
    expect(await calls(targetName)).toHaveLength(1)
  }, 30_000)
})

describe('kill -9', () => {
  // Every place between two commits or calls, in the first round that asks AWS and in later ones that look.
  const critical: [Step, number][] = [
    ['sending-committed', 1],
    ['called', 1],
    ['outcome-committed', 1],
    ['looked', 1],
  ]
  const every: [Step, number][] = [
    ['claimed', 1],
    ...critical,
    ['released', 1],
    ['claimed', 2],
    ['look-committed', 1],
    ['released', 2],
    ['looked', 2],
    ['look-committed', 2],
  ]
  for (const way of WAYS) {
    it.each(way === WAYS[0] ? every : critical)(
      `of a restore by the way "${way}", its worker at "%s" (%i), loses and doubles nothing`,
      async (at, pass) => {
        const { number, targetName } = await request(way)
        const victim = startWorker({ at, pass, signal: 'SIGKILL' })
        // On a slow machine the restore may be over before a late pass: then there is nobody to kill.
        await Promise.race([victim.ended, becomes(number, 'AWAITING_CUTOVER', 25_000)])
        await stop(victim)
        const heir = startWorker()
        const row = await becomes(number, 'AWAITING_CUTOVER')
        await stop(heir)
        const made = await calls(targetName)
        expect(made.map(({ code }) => code)).toEqual([null])
        const steps = await db.restoreStep.findMany({ where: { restoreId: row.id }, orderBy: { seq: 'asc' } })
        expect(steps.map(({ seq }) => seq)).toEqual(Array.from({ length: row.stepCount }, (_, n) => n + 1))
      },
      60_000,
    )
  }
})

describe('a worker that sleeps past its lease', () => {
  it.each<Step>(['sending-committed', 'called', 'looked'])(
    'at "%s" writes nothing more and asks AWS for nothing',
    async (step) => {
      const { number, targetName } = await request()
      const sleeper = startWorker({ at: step, signal: 'SIGSTOP' })
      await sleeper.line(`step ${step}`)
      const heir = startWorker()
      const row = await becomes(number, 'AWAITING_CUTOVER')
      await stop(heir)
      sleeper.signal('SIGCONT')
      const said = await sleeper.line('warn ')
      await stop(sleeper)
      expect(said).toMatch(/lease ended|another was first/)
      const after = await rowOf(number)
      expect(after.version).toBe(row.version)
      expect((await calls(targetName)).filter(({ code }) => code === null)).toHaveLength(1)
    },
    30_000,
  )
})

describe('an answer that never came', () => {
  it.each(WAYS)(
    'is looked for and adopted (%s)',
    async (way) => {
      const action = await actionOf(way)
      const { number, targetName } = await request(way)
      await fault({ kind: 'lose-reply', action, times: 1 })
      const worker = startWorker()
      const row = await becomes(number, 'AWAITING_CUTOVER')
      await stop(worker)
      const texts = (await db.restoreStep.findMany({ where: { restoreId: row.id } })).map(({ text }) => text).join('\n')
      expect(texts).toMatch(/Not confirmed/)
      expect(texts).toMatch(/adopted/)
      expect(await calls(targetName)).toHaveLength(1)
    },
    30_000,
  )

  it('and was never carried out is sent again after the settle window', async () => {
    await fault({ kind: 'error', action: 'RestoreDBInstanceToPointInTime', times: 1 })
    const { number, targetName } = await request()
    const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
    const row = await becomes(number, 'AWAITING_CUTOVER')
    await stop(worker)
    expect(row.sendCount).toBe(2)
    expect((await calls(targetName)).filter(({ code }) => code === null)).toHaveLength(1)
  }, 30_000)
})

describe('a plan that wants a second person since the request', () => {
  it('keeps the restore from being sent until another person agrees, and says why', async () => {
    const { number, targetName, fixture, incidentId } = await request()
    await askApproval(fixture.system, 'engineering lead')
    const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
    const held = await becomes(number, 'PENDING_APPROVAL')
    expect(held).toMatchObject({ approvalRequired: true, approvalRule: 'engineering lead', firstSentAt: null })
    const [last] = await db.timelineEntry.findMany({ where: { incidentId }, orderBy: { seq: 'desc' }, take: 1 })
    expect(last?.text).toBe(
      `${number}: Not sent: it waits for approval by engineering lead. The engineering lead agrees to a restore.`,
    )
    expect(await db.outboxMessage.count({ where: { dedupeKey: { startsWith: `restore-waits:${held.id}` } } })).toBe(1)
    await sleep(500)
    expect(await calls(targetName)).toHaveLength(0)
    await approveRestore(await someone('approver'), { number, hash: held.paramsHash })
    await becomes(number, 'AWAITING_CUTOVER', 30_000)
    await stop(worker)
    expect(await calls(targetName)).toHaveLength(1)
  }, 60_000)

  it('keeps an unanswered request from being sent again', async () => {
    const { number, targetName, fixture } = await request()
    const killed = startWorker({ at: 'sending-committed', signal: 'SIGKILL' })
    await killed.ended
    await askApproval(fixture.system, 'engineering lead')
    const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
    expect((await becomes(number, 'NEEDS_HUMAN', 30_000)).failureText).toMatch(/not sent again.*engineering lead/)
    await stop(worker)
    expect(await calls(targetName)).toHaveLength(0)
  }, 60_000)
})

describe('a target name', () => {
  it('that AWS holds for somebody else fails the restore, with no other name tried', async () => {
    const first = await request()
    const worker = startWorker()
    await becomes(first.number, 'AWAITING_CUTOVER')
    // Tidemark forgets it, AWS does not: now the name is somebody else's.
    await db.restore.update({ where: { id: (await rowOf(first.number)).id }, data: { state: 'FAILED' } })
    const second = await request('point-in-time', first.targetName)
    expect(await becomes(second.number, 'FAILED')).toMatchObject({ failureCode: 'target-taken', sendCount: 1 })
    await stop(worker)
    expect((await calls(first.targetName)).filter(({ code }) => code === null)).toHaveLength(1)
  }, 40_000)
})

describe('deleting what was restored', () => {
  it('removes our own instance and nothing that only has its name', async () => {
    const { number, targetName } = await request()
    const worker = startWorker()
    const row = await becomes(number, 'AWAITING_CUTOVER')
    const dba = await someone('dba')
    await db.restore.update({ where: { id: row.id }, data: { awsResourceId: 'db-somebody-elses' } })
    await deleteRestoredInstance(dba, { number, typedName: targetName })
    const refused = await until(number, (one) => one.deleteError !== null)
    expect(refused.deleteError).toMatch(/did not make/)
    expect(await calls(targetName, true)).toHaveLength(0)
    await db.restore.update({ where: { id: row.id }, data: { awsResourceId: row.awsResourceId } })
    await deleteRestoredInstance(dba, { number, typedName: targetName })
    await until(number, (one) => one.deletedAt !== null)
    await stop(worker)
    expect(await calls(targetName, true)).toHaveLength(1)
  }, 40_000)
})

async function until(number: string, check: (row: Awaited<ReturnType<typeof rowOf>>) => boolean, timeoutMs = 20_000) {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(60)) {
    const row = await rowOf(number)
    if (check(row)) return row
  }
  throw new Error(`${number} never came there: ${JSON.stringify(await rowOf(number))}`)
}
