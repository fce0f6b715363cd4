import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { db } from '@/lib/db/client'
import { env } from '@/lib/env'
import type { Step } from '@/lib/restores/drive/types'
import { findChoice } from '@/lib/restores/preflight/load-facts'
import { makeFixture, makeIncident, type Points, requestFor, someone } from '@/lib/restores/testing/fixtures'
import { ALL_METHODS } from '@/lib/restores/testing/marker-method'
import { requestRestore } from '@/lib/restores/testing/request'
import { bundleProcesses, type Running } from '@/lib/restores/testing/worker-process'
import { askControl, knowToken } from '@/lib/sandbox/testing'
import { parseRestoreName } from '@/lib/vocabulary/numbers'

const ACCOUNT = '210000000001'
const KEYS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}TEST`, AWS_SECRET_ACCESS_KEY: 'sandbox' }
const TIMES = { RESTORE_LEASE_S: '1', RESTORE_SETTLE_S: '0.8', RESTORE_POLL_S: '0.15' }

type Call = {
  action: string
  account: string
  region: string
  code: string | null
  effect: string | null
  input: unknown
}

/**
 * For tests only: a sandbox and workers as processes of their own, for the tests of the file that asks; restores are
 * asked for, watched, and held against what the sandbox was called for.
 */
export function drivenWorld() {
  let processes: Awaited<ReturnType<typeof bundleProcesses>>
  let url: string
  let points: Points
  let count = 0

  beforeAll(async () => {
    processes = await bundleProcesses()
    const [at = '', token = ''] = (await processes.start('sandbox', {}, '1').line('url ')).split(' ')
    url = at
    knowToken(url, token)
    points = JSON.parse(await processes.start('points', { ...KEYS, AWS_ENDPOINT_URL: url }).line('points '))
  }, 60_000)
  afterAll(() => processes?.clean())

  /** `strike` is the step at which it gets a signal, and at which passing of it. */
  function startWorker(
    strike?: { at: Step; pass?: number; signal: 'SIGKILL' | 'SIGSTOP' },
    times: Record<string, string> = {},
  ): Running {
    const variables = { ...KEYS, ...TIMES, ...times, AWS_ENDPOINT_URL: url, DATABASE_URL: env.DATABASE_URL ?? '' }
    return processes.start('worker', variables, ...(strike ? [strike.at, String(strike.pass ?? 1), strike.signal] : []))
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

  async function becomes(number: string, state: string, timeoutMs = 30_000) {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(60)) {
      if ((await rowOf(number)).state === state) return rowOf(number)
    }
    const row = await rowOf(number)
    const steps = await db.restoreStep.findMany({ where: { restoreId: row.id }, orderBy: { seq: 'asc' } })
    throw new Error(`${number} is ${row.state}, not ${state}:\n${steps.map(({ text }) => text).join('\n')}`)
  }

  /** What AWS was asked to change under that name, deletions apart; or only the deletions. */
  async function calls(targetName: string, deletions = false): Promise<Call[]> {
    const all = (await (await askControl(url, 'calls?mutating=true')).json()) as Call[] | { calls: Call[] }
    const list = Array.isArray(all) ? all : all.calls
    return list.filter(
      ({ action, input }) =>
        action.startsWith('Delete') === deletions && (JSON.stringify(input) ?? '').includes(`"${targetName}"`),
    )
  }

  const fault = (body: object) =>
    askControl(url, 'faults', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })

  /** What a way asks AWS for, once that was seen. */
  const sent = new Map<string, string>()

  /** The same, seen when it does so. */
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

  async function stop(worker: Running): Promise<void> {
    worker.signal('SIGKILL')
    await worker.ended
  }

  async function until(number: string, check: (row: Awaited<ReturnType<typeof rowOf>>) => boolean, timeoutMs = 30_000) {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(60)) {
      const row = await rowOf(number)
      if (check(row)) return row
    }
    throw new Error(`${number} never came there: ${JSON.stringify(await rowOf(number))}`)
  }

  return { sent, startWorker, request, rowOf, becomes, until, calls, fault, actionOf, stop }
}
