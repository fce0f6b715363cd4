import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/audit/record'
import { planInForce } from '@/lib/plans/queries'
import { startWatchPlans } from '@/lib/worker/watch-plans'

let dir: string
let system: string
let stopping: AbortController
let watching: Promise<void>
const log = { info: vi.fn(), warn: vi.fn() }

const path = () => join(dir, `${system}.yaml`)
const text = async (version = '"1.0"') =>
  (await readFile('plans/phoenix.yaml', 'utf8')).replace('key: phoenix\n', `key: ${system}\n`).replace('"1.0"', version)
const inForce = () => planInForce(SYSTEM, system)
const watch = () => {
  stopping = new AbortController()
  watching = startWatchPlans({ dir, log, signal: stopping.signal, intervalMs: 50 })
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plans-'))
  system = `phoenix-${randomUUID().slice(0, 8)}`
  log.info.mockClear()
  log.warn.mockClear()
})

afterEach(async () => {
  stopping.abort()
  await watching
  await rm(dir, { recursive: true, force: true })
})

test('a new file, a change, a fault and its mending are followed while the worker runs', async () => {
  watch()
  await writeFile(path(), await text())
  await expect.poll(async () => (await inForce())?.plan.review.version, { timeout: 20_000 }).toBe('1.0')
  await writeFile(path(), await text('"1.1"'))
  await expect.poll(async () => (await inForce())?.plan.review.version, { timeout: 20_000 }).toBe('1.1')
  await writeFile(path(), await text('1.2'))
  await expect
    .poll(async () => (await inForce())?.faults, { timeout: 20_000 })
    .toMatchObject([{ key: 'review.version' }])
  expect((await inForce())?.plan.review.version).toBe('1.1')
  await writeFile(path(), await text('"1.2"'))
  await expect.poll(async () => (await inForce())?.plan.review.version, { timeout: 20_000 }).toBe('1.2')
  expect((await inForce())?.faults).toEqual([])
}, 90_000)

test('a file that is gone leaves its revision in force and says so, also when it went while no worker ran', async () => {
  await writeFile(path(), await text())
  watch()
  await expect.poll(inForce, { timeout: 20_000 }).not.toBeNull()
  stopping.abort()
  await watching
  await rm(path())
  watch()
  await expect.poll(async () => (await inForce())?.faults[0]?.found, { timeout: 20_000 }).toBe('no such file')
  expect((await inForce())?.plan.review.version).toBe('1.0')
}, 90_000)

test('a folder that cannot be read is logged once and read when it comes', async () => {
  const later = dir
  dir = join(later, 'not-yet')
  watch()
  await expect.poll(() => log.warn.mock.calls.length, { timeout: 20_000 }).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(log.warn.mock.calls.length).toBe(1)
  await mkdir(dir)
  await writeFile(path(), await text())
  await expect.poll(inForce, { timeout: 20_000 }).not.toBeNull()
}, 90_000)
