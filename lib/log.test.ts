import { spawn } from 'node:child_process'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'tidemark-output-'))
const script = join(process.cwd(), 'node_modules', `.log-test-${process.pid}.mjs`)

/** Logs for a while by all the ways there are, and says on its standard error whether it is still there. */
const SPEAKS = `
  import { log } from '@/lib/log'
  for (let n = 0; n < 300; n += 1) {
    log.warn({ n, filler: 'x'.repeat(1_000) }, 'told')
    console.log('told')
    process.stdout.write('told')
    if (n % 50 === 0) await new Promise((done) => setTimeout(done, 10))
  }
  process.stderr.write('still there')
  process.exit(0)`

beforeAll(async () => {
  await build({
    stdin: { contents: SPEAKS, resolveDir: process.cwd() },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': resolve('.') },
  })
})

afterAll(() => {
  rmSync(script, { force: true })
  rmSync(home, { recursive: true, force: true })
})

test.each(['full', 'gone', 'standing still'])('a process whose output is %s goes on', async (kind) => {
  const output = kind === 'full' ? openSync('/dev/full', 'w') : 'pipe'
  const child = spawn(process.execPath, [script], { stdio: ['ignore', output, 'pipe'] })
  if (kind === 'gone') child.stdout?.destroy()
  let said = ''
  child.stderr?.on('data', (bytes) => {
    said += bytes
  })
  if (kind === 'standing still') child.stdout?.pause()
  const code = await new Promise((done) => child.on('exit', done))
  expect(said).toContain('still there')
  expect(code).toBe(0)
})
