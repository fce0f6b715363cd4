import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { keepRunning } from '@/lib/cli/keep-running'
import { ProcessRecords } from '@/lib/cli/process-records'

const home = mkdtempSync(join(tmpdir(), 'tidemark-keep-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A part that runs until `end`, and whose next starts fail so many times. */
function fragilePart() {
  const state = { starts: 0, refusals: 0, end: () => {} }
  const launch = async () => {
    state.starts += 1
    if (state.starts > 1 && state.refusals > 0) {
      state.refusals -= 1
      throw new Error(`could not write to file "pg_wal/xlogtemp.${state.starts}": No space left on device`)
    }
    const exited = new Promise<void>((done) => {
      state.end = done
    })
    return { pid: process.pid, exited, stop: async () => state.end() }
  }
  return { state, part: { name: 'postgres', launch } }
}

test('a part that cannot start is tried until it does, with growing pauses, and its reason is said once', async () => {
  const { state, part } = fragilePart()
  const said: string[] = []
  const kept = await keepRunning(part, new ProcessRecords(join(home, 'a')), (line) => said.push(line))
  state.refusals = 3
  const since = Date.now()
  state.end()
  await vi.waitFor(() => expect(said.at(-1)).toBe('postgres runs again'), 6_000)
  // 200, 400, 800 and 1600 ms.
  expect(Date.now() - since).toBeGreaterThan(2_900)
  expect(said.filter((line) => line.includes('No space left'))).toHaveLength(1)
  await kept.stop()
  expect(state.starts).toBe(5)
})

test('a stop does not wait for the next try', async () => {
  const { state, part } = fragilePart()
  const kept = await keepRunning(part, new ProcessRecords(join(home, 'b')), () => {})
  state.refusals = 1_000
  state.end()
  await vi.waitFor(() => expect(state.starts).toBeGreaterThan(3), 4_000)
  const since = Date.now()
  await kept.stop()
  expect(Date.now() - since).toBeLessThan(300)
})

test('a part runs although its record finds no room, and the record of before stays whole', async () => {
  const folder = join(home, 'c')
  const records = new ProcessRecords(folder)
  records.write('postgres', process.pid)
  const before = readFileSync(join(folder, 'run/postgres.json'), 'utf8')
  // Where the draft goes there is a folder: nothing can be written.
  rmSync(join(folder, 'run/postgres.json.new'), { force: true })
  mkdirSync(join(folder, 'run/postgres.json.new/x'), { recursive: true })
  const { part } = fragilePart()
  const kept = await keepRunning(part, records, () => {})
  expect(readFileSync(join(folder, 'run/postgres.json'), 'utf8')).toBe(before)
  await kept.stop()
  expect(existsSync(join(folder, 'run/postgres.json'))).toBe(false)
  writeFileSync(join(folder, 'run/web.json'), 'half a rec')
  expect(records.read('web')).toBeUndefined()
})
