import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type Kept, keepRunning, type Looks, type Running } from '@/lib/cli/keep-running'
import { answersHttp, launchNode } from '@/lib/cli/launch-node'
import { ProcessRecords } from '@/lib/cli/process-records'
import { freePort } from '@/lib/db/testing'

const folder = mkdtempSync(join(tmpdir(), 'tidemark-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LOOKS: Looks = { everyMs: 50, failures: 2 }

/** Answers every request until somebody asks for /hang: then never again, and no signal but SIGKILL ends it. */
const SERVER = `
  process.on('SIGTERM', () => {})
  require('node:http').createServer((request, response) => {
    if (request.url === '/hang') for (;;) {}
    response.end('here')
  }).listen(Number(process.env.PORT), '127.0.0.1')`

async function keepServer(answers = true) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const pids: number[] = []
  const said: string[] = []
  const launch = async (): Promise<Running> => {
    const running = await launchNode({
      args: ['-e', SERVER],
      env: { ...process.env, PORT: String(port) },
      logFile: join(folder, `${port}.log`),
      isReady: () => answersHttp(url, 500),
    })
    pids.push(running.pid)
    return running
  }
  const part = { name: 'web', launch, ...(answers ? { answers: () => answersHttp(url, 500, 200) } : {}) }
  const kept: Kept = await keepRunning(part, new ProcessRecords(folder), (line) => said.push(line), LOOKS)
  return { kept, url, pids, said }
}

describe('a part that is kept running', () => {
  test.each<[string, (url: string, pid: number) => unknown]>([
    ['that computes for ever', (url) => fetch(`${url}hang`).catch(() => {})],
    ['that was stopped in its tracks', (_, pid) => process.kill(pid, 'SIGSTOP')],
  ])(
    'one %s is replaced, though it lives',
    async (_, hang) => {
      const { kept, url, pids, said } = await keepServer()
      hang(url, pids[0] ?? 0)
      await vi.waitFor(() => expect(pids).toHaveLength(2), { timeout: 8_000, interval: 50 })
      await vi.waitFor(async () => expect(await answersHttp(url, 500)).toBe(true))
      expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH')
      expect(said[0]).toBe('web runs and does not answer; replacing it')
      process.kill(pids[1] ?? 0, 'SIGKILL')
      await kept.stop()
    },
    20_000,
  )

  test('one that answers is left alone, also after it was slow once', async () => {
    const { kept, pids, said } = await keepServer()
    process.kill(pids[0] ?? 0, 'SIGSTOP')
    await new Promise((go) => setTimeout(go, 120))
    process.kill(pids[0] ?? 0, 'SIGCONT')
    await new Promise((go) => setTimeout(go, 600))
    expect({ pids: pids.length, said }).toEqual({ pids: 1, said: [] })
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await kept.stop()
  }, 20_000)
})
