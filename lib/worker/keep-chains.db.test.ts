import { appendFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/model/actor'
import { writeHeads } from '@/lib/chains/commands/write-heads'
import { keepHeadsKey } from '@/lib/chains/outside/key'
import { readWritten } from '@/lib/chains/outside/lines'
import { chainWatch } from '@/lib/chains/store/marks'
import { chainVerdict } from '@/lib/chains/store/record-state'
import { dataFolder, owner, rehashTimeline, say, tamper, timelineOf } from '@/lib/chains/testing/owner'
import { db } from '@/lib/db/client'
import { startKeepChains } from '@/lib/worker/keep-chains'

afterAll(() => owner.end())

const viewer = { id: 'v', email: 'viewer@tidemark.local', name: 'A viewer', role: 'viewer', held: [] } satisfies Actor
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

/** Lets the worker's part look until what is asked for is so. */
async function lookUntil(folder: string, so: () => Promise<boolean>): Promise<void> {
  const stop = new AbortController()
  const running = startKeepChains({ log, signal: stop.signal, dataFolder: folder, intervalMs: 20 })
  for (let i = 0; i < 500 && !(await so()); i++) await sleep(20)
  stop.abort()
  await running
  expect(await so()).toBe(true)
}

it('verifies every chain, writes their heads outside, and says both; and sees what is done to them later', async () => {
  const folder = dataFolder()
  const { id, chain } = await timelineOf(3)
  const verdict = () => chainVerdict(viewer, chain)
  expect(await verdict()).toBeNull()
  await lookUntil(folder, async () => (await chainWatch(db))?.writtenAt !== null)
  expect(await verdict()).toMatchObject({ length: 3, breaks: [] })
  const watch = await chainWatch(db)
  expect(watch).toMatchObject({ wholeAt: expect.any(Date), lookedAt: expect.any(Date), writeFault: null })
  expect(readFileSync(watch?.writtenTo ?? '', 'utf8')).toContain(`{"chain":"${chain}","length":3,`)

  await say(id, 'one more')
  await lookUntil(folder, async () => (await verdict())?.length === 4)
  await tamper('DELETE FROM timeline_entry WHERE incident_id = $1 AND seq > 2', [id])
  await rehashTimeline(id)
  await lookUntil(folder, async () => (await verdict())?.breaks.length !== 0)
  expect((await verdict())?.breaks.map(({ seq, witness }) => `${seq} ${witness}`)).toEqual(['4 mark', '3 outside'])
  expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ chain, seq: 4 }), 'chains: a break')
})

it('only ever appends to what is outside, which nobody else may read', async () => {
  const folder = dataFolder()
  const file = join(folder, 'heads/2026-11.jsonl')
  const hours: string[] = []
  for (const hour of [20, 21, 22]) {
    await writeHeads(folder, Date.parse(`2026-11-27T${hour}:00:00Z`))
    hours.push(readFileSync(file, 'utf8'))
  }
  expect(hours[1]?.startsWith(hours[0] ?? '-') && hours[2]?.startsWith(hours[1] ?? '-')).toBe(true)
  await writeHeads(folder, Date.parse('2026-12-01T00:00:00Z'))
  expect(readdirSync(join(folder, 'heads')).filter((name) => name.endsWith('.jsonl'))).toEqual([
    '2026-11.jsonl',
    '2026-12.jsonl',
  ])
  expect(readFileSync(file, 'utf8')).toBe(hours[2])
  for (const path of ['heads.key', 'heads/2026-11.jsonl']) expect(statSync(join(folder, path)).mode & 0o777).toBe(0o600)
  const key = readFileSync(join(folder, 'heads.key'), 'utf8')
  keepHeadsKey(folder)
  expect(readFileSync(join(folder, 'heads.key'), 'utf8')).toBe(key)
})

it('goes on with a line of its own after one that a full disk cut short', async () => {
  const folder = dataFolder()
  await writeHeads(folder, Date.parse('2026-11-27T20:00:00Z'))
  appendFileSync(join(folder, 'heads/2026-11.jsonl'), '{"at":"2026-11-27T21:0')
  expect((await readWritten(folder)).breaks).toMatchObject([{ seq: 2, why: 'the last line cannot be read' }])
  await writeHeads(folder, Date.parse('2026-11-27T22:00:00Z'))
  expect(await readWritten(folder)).toMatchObject({ lines: 3, breaks: [], newest: { where: '2026-11.jsonl, line 3' } })
})

it('says that heads could not be written, goes on looking, and writes them once it can', async () => {
  const folder = dataFolder()
  const { id, chain } = await timelineOf(1)
  await owner.query('UPDATE chain_watch SET written_at = NULL')
  rmSync(join(folder, 'heads'), { recursive: true })
  const fault = async () => (await chainWatch(db))?.writeFault ?? ''
  await lookUntil(folder, async () => /ENOENT/.test(await fault()))
  await say(id, 'while the disk is full')
  await lookUntil(folder, async () => (await chainVerdict(viewer, chain))?.length === 2)
  keepHeadsKey(folder)
  await lookUntil(folder, async () => (await fault()) === '')
})
