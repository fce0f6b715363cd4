import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { answers, endServer, finished, gone, runningPid } from '@/lib/db/embedded-process'
import { type EmbeddedTools, findEmbeddedTools } from '@/lib/db/embedded-tools'

const START_TIMEOUT_MS = 30_000

export type EmbeddedOptions = {
  /** The cluster's own folder; made at first start. The superuser's password lies beside it as `<folder>.password`, mode 0600. */
  folder: string
  /** TCP port on 127.0.0.1. */
  port: number
  /** Server settings, as for `postgres -c name=value`. */
  settings?: Record<string, string | number>
  /** Each line PostgreSQL writes. */
  log?: (line: string) => void
}

export type EmbeddedPostgres = {
  port: number
  pid: number
  /** True when the server ran already and was taken over instead of started. */
  adopted: boolean
  /** The superuser's connection string to one database, "postgres" if none is named. */
  url: (database?: string) => string
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>
  /** Fast shutdown; resolves when the server is gone. */
  stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL 18 that comes from npm, or takes over the one that already serves this folder. The server ends with
 * the process that started it. Works as an ordinary user and as root (then inside a user namespace, where it is not root).
 * Throws with PostgreSQL's last lines when it does not come up in 30 s.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = { ...options, folder: resolve(options.folder) }
  const running = await adopt(cluster)
  if (running) return running
  const tools = await findEmbeddedTools()
  mkdirSync(dirname(cluster.folder), { recursive: true, mode: 0o700 })
  tools.letThrough(dirname(cluster.folder))
  const password = await prepareCluster(cluster, tools)
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const attempt = await tryStart(cluster, tools, password)
    if ('server' in attempt) return attempt.server
    // A killed server's last backends still hold its memory for a moment.
    const dying = /shared memory block|lock file .* already exists|is the server already running/i.test(attempt.refused)
    if (!dying || Date.now() > deadline)
      throw new Error(`PostgreSQL did not start in ${cluster.folder}: ${attempt.refused}`)
    await sleep(300)
  }
}

/** Ends the server of a folder, whoever started it; false when none runs there. */
export async function stopEmbedded(folder: string): Promise<boolean> {
  const pid = runningPid(resolve(folder))
  if (pid === undefined) return false
  await endServer(pid)
  return true
}

async function adopt(cluster: EmbeddedOptions): Promise<EmbeddedPostgres | undefined> {
  const pid = runningPid(cluster.folder)
  if (pid === undefined) {
    // The number may belong to some other program since a reboot; PostgreSQL would refuse to start because of it.
    rmSync(join(cluster.folder, 'postmaster.pid'), { force: true })
    return undefined
  }
  const port = Number(readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n')[3])
  const url = urlMaker(port, readPassword(cluster.folder))
  if (port === cluster.port && (await answers(url()))) {
    return { port, pid, adopted: true, url, exited: gone(pid), stop: () => endServer(pid) }
  }
  await endServer(pid)
  return undefined
}

async function prepareCluster(cluster: EmbeddedOptions, tools: EmbeddedTools): Promise<string> {
  if (existsSync(join(cluster.folder, 'PG_VERSION')) && existsSync(passwordFile(cluster.folder))) {
    return readPassword(cluster.folder)
  }
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) {
    throw new Error(
      `${passwordFile(cluster.folder)} is missing: the cluster in ${cluster.folder} cannot be opened without it`,
    )
  }
  // A first start that was interrupted leaves a folder without PG_VERSION: nothing of value is in it.
  rmSync(cluster.folder, { recursive: true, force: true })
  mkdirSync(cluster.folder, { recursive: true, mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  // Within the cluster's own folder nothing may lie before initdb has run.
  const handOver = `${cluster.folder}.new`
  writeFileSync(handOver, password, { mode: 0o600 })
  tools.handOver(handOver)
  tools.handOver(cluster.folder)
  try {
    const flags = [
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${handOver}`,
      '--encoding=UTF8',
      '--no-sync',
    ]
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const { code, output } = await finished(tools.spawn(tools.initdb, ['-D', cluster.folder, ...flags, ...locale]))
    if (code !== 0) throw new Error(`PostgreSQL's initdb failed in ${cluster.folder}: ${output.slice(-800)}`)
  } finally {
    rmSync(handOver, { force: true })
  }
  writeFileSync(passwordFile(cluster.folder), password, { mode: 0o600 })
  return password
}

type Attempt = { server: EmbeddedPostgres } | { refused: string }

async function tryStart(cluster: EmbeddedOptions, tools: EmbeddedTools, password: string): Promise<Attempt> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...cluster.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = tools.spawn(tools.postgres, ['-D', cluster.folder, '-p', String(cluster.port), ...flags])
  const ended = finished(child, cluster.log)
  const url = urlMaker(cluster.port, password)
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const early = await Promise.race([ended, sleep(50)])
    if (early) return { refused: early.output.slice(-800).trim() }
    if (runningPid(cluster.folder) === child.pid && (await answers(url()))) {
      const pid = child.pid ?? 0
      const exited = ended.then(() => undefined)
      return { server: { port: cluster.port, pid, adopted: false, url, exited, stop: () => endServer(pid) } }
    }
  }
  child.kill('SIGQUIT')
  return { refused: `no answer on port ${cluster.port} within ${START_TIMEOUT_MS / 1000} s` }
}

const passwordFile = (folder: string) => `${folder}.password`
const readPassword = (folder: string) => readFileSync(passwordFile(folder), 'utf8').trim()
const urlMaker =
  (port: number, password: string) =>
  (database = 'postgres') =>
    `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
