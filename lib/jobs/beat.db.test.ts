import { beforeEach, expect, test, vi } from 'vitest'
import { GET as ready } from '@/app/api/health/ready/route'
import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { sayAtWork } from '@/lib/jobs/beat'
import { liveHub } from '@/lib/live/hub'
import { readShellStatus } from '@/lib/screens/shell/read-shell-status'

const viewer: Actor = { id: 'v', email: 'viewer@example.org', name: 'Viewer', role: 'viewer', held: [] }

/** What the foot of every page and what watches this process are told. */
async function told() {
  const status = await readShellStatus(viewer)
  const answer = await ready()
  return { foot: status.health.worker, nextChangeAt: status.nextChangeAt, ready: await answer.json() }
}

const ago = async (ms: number) =>
  db.$executeRaw`UPDATE worker_beat SET beat_at = now() - make_interval(secs => ${ms / 1000})`

beforeEach(async () => {
  await db.workerBeat.deleteMany()
})

test('a worker that never was is not seen yet, which is not "no collectors"', async () => {
  expect(await told()).toMatchObject({
    foot: { state: 'never-seen' },
    nextChangeAt: null,
    ready: { status: 'ready', worker: 'not seen yet' },
  })
})

test('one at work says when it would count as silent, and the page looks again then', async () => {
  await sayAtWork()
  const { foot, nextChangeAt, ready } = await told()
  expect(foot).toEqual({ state: 'at-work', silentAt: nextChangeAt })
  expect(Math.abs((nextChangeAt ?? 0) - Date.now() - 35_000)).toBeLessThan(3_000)
  expect(ready).toMatchObject({ status: 'ready', worker: 'at work' })
})

test('one that stopped is silent since its last sign, and pages are served all the same', async () => {
  await sayAtWork()
  await ago(120_000)
  const { foot, nextChangeAt, ready } = await told()
  expect(foot).toEqual({ state: 'silent', since: expect.any(Number) })
  expect(nextChangeAt).toBeNull()
  expect(ready.worker).toMatch(/^silent since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('open browsers are told when it comes back, and not at every sign', async () => {
  const heard: unknown[] = []
  const stop = liveHub.subscribe((signal) => heard.push(signal))
  await vi.waitFor(() => expect(liveHub.listening).toBe(true))
  await sayAtWork()
  await sayAtWork()
  await ago(120_000)
  await sayAtWork()
  const mine = () => heard.filter((signal) => (signal as { id?: string }).id === 'worker')
  await vi.waitFor(() => expect(mine()).toHaveLength(2))
  stop()
})
