import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'

/** For tests only: the worker and the sandbox as processes of their own, so that they can be killed for real. */
const WORKER = `
  import { ALL_METHODS } from '@/lib/restores/testing/marker-method'
  import { startDriveRestores } from '@/lib/worker/drive-restores'
  const [strikeAt = '', occurrence = '1', strikeWith = 'SIGKILL'] = process.argv.slice(2)
  let left = Number(occurrence)
  const log = { info() {}, warn(fields, text) { process.stdout.write('warn ' + text + '\\n') } }
  const between = (step) => {
    process.stdout.write('step ' + step + '\\n')
    if (step === strikeAt && --left === 0) process.kill(process.pid, strikeWith)
  }
  await startDriveRestores({ log, signal: new AbortController().signal, between, methods: ALL_METHODS })
`
const SANDBOX = `
  import { startSandbox } from '@/lib/sandbox/start'
  const { url, token } = await startSandbox({ port: 0, dataDir: null, databases: false, pace: Number(process.argv[2]) })
  process.stdout.write('url ' + url + ' ' + token + '\\n')
`
const POINTS = `
  import { DescribeDBSnapshotsCommand, RDSClient } from '@aws-sdk/client-rds'
  import { BackupClient, ListRecoveryPointsByBackupVaultCommand } from '@aws-sdk/client-backup'
  const rds = await new RDSClient({}).send(new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: 'phaserai-prod', SnapshotType: 'automated' }))
  const snapshot = rds.DBSnapshots.filter((one) => one.Status === 'available').at(-1).DBSnapshotIdentifier
  const vault = await new BackupClient({}).send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'phaserai-prod-vault' }))
  const backup = vault.RecoveryPoints.find((one) => one.Status === 'COMPLETED' && one.ResourceType === 'RDS' && !/continuous/.test(one.RecoveryPointArn)).RecoveryPointArn
  process.stdout.write('points ' + JSON.stringify({ snapshot, backup }) + '\\n')
`

/** A running process: every line it has printed, a wait for a line, and signals to it alone. */
export type Running = {
  lines: string[]
  line: (start: string, timeoutMs?: number) => Promise<string>
  signal: (name: NodeJS.Signals) => void
  ended: Promise<void>
}

/** Bundles the processes into a folder of this run's own and hands out ways to start them; `clean` ends all of them. */
export async function bundleProcesses() {
  const folder = resolve(`node_modules/.cache/restores-${randomBytes(4).toString('hex')}`)
  mkdirSync(folder, { recursive: true })
  const bundles = { worker: WORKER, sandbox: SANDBOX, points: POINTS }
  for (const [name, contents] of Object.entries(bundles)) {
    await build({
      ...{
        stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
        outfile: join(folder, `${name}.mjs`),
        bundle: true,
      },
      ...{
        platform: 'node',
        format: 'esm',
        target: 'node22',
        packages: 'external',
        alias: { '@': resolve('.') },
        logLevel: 'error',
      },
    })
  }
  const children: ChildProcess[] = []
  const start = (name: keyof typeof bundles, env: Record<string, string>, ...args: string[]): Running => {
    const child = spawn(process.execPath, ['--conditions=react-server', join(folder, `${name}.mjs`), ...args], {
      env: { NODE_ENV: 'test', NODE_COMPILE_CACHE: join(folder, 'compiled'), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    return follow(child)
  }
  const clean = () => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return { start, clean }
}

function follow(child: ChildProcess): Running {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      for (const look of waiting) look()
    })
  }
  const line = (start: string, timeoutMs = 30_000) =>
    new Promise<string>((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`no line "${start}" after ${timeoutMs} ms`)), timeoutMs)
      const look = () => {
        const found = lines.find((one) => one.startsWith(start))
        if (found === undefined) return
        clearTimeout(timer)
        waiting.delete(look)
        done(found.slice(start.length).trim())
      }
      waiting.add(look)
      look()
    })
  return { lines, line, ended, signal: (name) => void child.kill(name) }
}
