import { randomUUID } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/audit/record'
import { db } from '@/lib/db/client'
import { planInForce, plansWithoutRevision } from '@/lib/plans/in-force/queries'
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

test('a file that is being written is left alone until it is whole', async () => {
  await writeFile(path(), await text())
  watch()
  await expect.poll(inForce, { timeout: 20_000 }).not.toBeNull()
  const whole = await text('"1.1"')
  let writes = 0
  // Shorter than the watcher waits between its looks: it never finds the same half twice.
  const writing = setInterval(() => {
    writes += 1
    writeFileSync(path(), `${whole.slice(0, 900)} # ${writes}`)
  }, 20)
  await expect.poll(() => writes, { timeout: 60_000 }).toBeGreaterThan(60)
  clearInterval(writing)
  writeFileSync(path(), whole)
  await expect.poll(async () => (await inForce())?.plan.review.version, { timeout: 20_000 }).toBe('1.1')
  expect(await auditOf(system)).toEqual(['plan.publish', 'plan.publish'])
}, 120_000)

test('an editor that moves the old file away and writes a new one is no loss of the file', async () => {
  await writeFile(path(), await text())
  watch()
  await expect.poll(inForce, { timeout: 20_000 }).not.toBeNull()
  const changed = await text('"1.1"')
  renameSync(path(), `${path()}~`)
  setTimeout(() => writeFileSync(path(), changed), 100)
  await expect.poll(async () => (await inForce())?.plan.review.version, { timeout: 20_000 }).toBe('1.1')
  expect(await auditOf(system)).toEqual(['plan.publish', 'plan.publish'])
}, 60_000)

test('a file that cannot be read keeps no other from being read, and says why', async () => {
  await mkdir(join(dir, `${system}-folder.yaml`))
  await symlink(dir, join(dir, `${system}-link.yaml`))
  await symlink(`${system}-circle.yaml`, join(dir, `${system}-circle.yaml`))
  await writeFile(join(dir, `${system}-big.yaml`), 'x'.repeat(5_000_000))
  await writeFile(join(dir, `${system}-bytes.yaml`), Buffer.from([0x73, 0x0a, 0x61, 0xff, 0xfe]))
  await writeFile(join(dir, `.#${system}-hidden.yaml`), 'x')
  await writeFile(join(dir, `${system}-backup.yaml~`), 'x')
  await writeFile(path(), await text())
  watch()
  await expect.poll(inForce, { timeout: 20_000 }).not.toBeNull()
  await expect.poll(refused, { timeout: 20_000 }).toEqual([
    [`${system}-big`, '5,000,000 bytes', 1, 1],
    [`${system}-bytes`, 'bytes that are no UTF-8 text', 2, 2],
    [`${system}-circle`, 'links that lead in a circle', 1, 1],
    [`${system}-folder`, 'something that is no file', 1, 1],
    [`${system}-link`, 'something that is no file', 1, 1],
  ])
  expect((await inForce())?.faults).toEqual([])
}, 60_000)

test('two files of one system are a fault that names both, until one is gone', async () => {
  const other = join(dir, `${system}.yml`)
  await writeFile(path(), await text())
  watch()
  await expect.poll(inForce, { timeout: 20_000 }).not.toBeNull()
  await writeFile(other, await text())
  await expect
    .poll(async () => (await inForce())?.faults[0]?.found, { timeout: 20_000 })
    .toBe(`2 files for one system: \`${path()}\` and \`${other}\``)
  await rm(other)
  await expect.poll(async () => (await inForce())?.faults, { timeout: 20_000 }).toEqual([])
}, 60_000)

test('a file name that no system can have is refused, and forgotten with the file', async () => {
  const odd = join(dir, `${system.replace('phoenix', 'Phoenix')} copy.yaml`)
  await writeFile(odd, await text())
  watch()
  await expect
    .poll(refused, { timeout: 20_000 })
    .toEqual([[`${system}-copy`, expect.stringContaining('file name'), 1, 1]])
  await rm(odd)
  await expect.poll(refused, { timeout: 20_000 }).toEqual([])
}, 60_000)

async function refused() {
  const ours = (await plansWithoutRevision(SYSTEM)).filter((plan) => plan.system.startsWith(system))
  return ours.map(({ system: name, faults: [fault] }) => [name, fault?.found, fault?.line, fault?.column])
}

async function auditOf(subjectId: string) {
  const rows = await db.auditRecord.findMany({ where: { subjectType: 'plan', subjectId }, orderBy: { id: 'asc' } })
  return rows.map(({ action }) => action)
}
