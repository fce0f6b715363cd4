import pg from 'pg'
import { columnsOf, isUsers, quoted } from '@/lib/sandbox/columns'
import { rowsUpTo, stretchesOf } from '@/lib/sandbox/data'
import { type PostgresServer, serverOf, startOwnServer } from '@/lib/sandbox/own-server'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { readSandboxFile, writeSandboxFile } from '@/lib/sandbox/secrets'
import { allInstances, everyInstance, type LiveInstance, lagOf } from '@/lib/sandbox/world/instances'

/** The real databases behind the instances. */
export type Databases = {
  host: string
  port: number
  /** Whether a database is there with all its rows. */
  isReady(database: string): boolean
  /** Makes one in the background with exactly the rows up to a time (epoch ms); safe to ask twice. */
  make(database: string, table: string, upTo: number): void
  /** Drops one in the background. */
  drop(database: string): void
  /** How many are ready of how many asked for. */
  progress(): { ready: number; wanted: number; error: string | null }
  /** Resolves when all that was asked for so far is done. */
  settled(): Promise<void>
  stop(): Promise<void>
}

type Options = { sandbox: Sandbox; dataDir: string; url: string | undefined; endpoint: string; log(line: string): void }

/** How often the sources get their new rows. */
const TICK_MS = 2000
/** A database under this name is still being filled. */
const MAKING = 'making.'

/** Opens the sandbox's own cluster (or the server of a URL), makes what is missing and keeps the rows coming. */
export async function openDatabases({ sandbox, dataDir, url, endpoint, log }: Options): Promise<Databases> {
  const known = readSandboxFile(dataDir)
  const server = url ? serverOf(url) : await startOwnServer(dataDir, known?.postgres.port)
  const { host, port, user, password } = server
  const born = new Date(sandbox.state.born).toISOString()
  writeSandboxFile(dataDir, { endpoint, born, postgres: { host, port, user, password } })
  const admin = new pg.Pool({ host, port, user, password, database: 'postgres', max: 1 })
  admin.on('error', (error) => log(`sandbox database: ${error.message}`))
  const present = await admin.query<{ datname: string }>('SELECT datname FROM pg_database')
  const keeper = new Keeper(sandbox, server, admin, log, new Set(present.rows.map((r) => r.datname)))
  keeper.catchUp()
  return keeper
}

class Keeper implements Databases {
  readonly host: string
  readonly port: number
  private readonly wanted = new Set<string>()
  private readonly writers = new Map<string, { client: pg.Client; rows: number }>()
  private queue: Promise<void> = Promise.resolve()
  private timer: NodeJS.Timeout | null = null
  private error: string | null = null
  private stopping = false

  constructor(
    private readonly sandbox: Sandbox,
    private readonly server: PostgresServer,
    private readonly admin: pg.Pool,
    private readonly log: (line: string) => void,
    private readonly ready: Set<string>,
  ) {
    this.host = server.host
    this.port = server.port
  }

  isReady(database: string): boolean {
    return this.ready.has(database)
  }

  progress() {
    const ready = [...this.wanted].filter((name) => this.ready.has(name)).length
    return { ready, wanted: this.wanted.size, error: this.error }
  }

  settled(): Promise<void> {
    return this.queue
  }

  /** After a start: makes what is missing, drops what was deleted, and begins the trickle. */
  catchUp(): void {
    const now = this.sandbox.clock()
    const live = everyInstance(this.sandbox, now)
    const names = new Set(live.filter((i) => i.status !== 'deleting').map((i) => i.database))
    for (const name of this.ready) {
      const ours = name.startsWith(MAKING) || this.sandbox.state.all('created').some((h) => h.created.database === name)
      if (ours && !names.has(name)) this.drop(name)
    }
    for (const i of live) {
      if (names.has(i.database)) this.make(i.database, i.table, i.dataUpTo ?? now - lagOf(i, now))
    }
    this.enqueue(async () => this.tick())
  }

  make(database: string, table: string, upTo: number): void {
    this.wanted.add(database)
    this.enqueue(async () => {
      if (this.ready.has(database)) return
      await this.admin.query(`DROP DATABASE IF EXISTS ${quoted(MAKING + database)} WITH (FORCE)`)
      await this.admin.query(`CREATE DATABASE ${quoted(MAKING + database)} STRATEGY file_copy`)
      const client = await this.connect(MAKING + database)
      try {
        await client.query(`CREATE TABLE ${quoted(table)} (${columnsOf(table)})`)
        await fill(client, table, 0, rowsUpTo(upTo, this.sandbox.state.born), this.sandbox.state.born)
        await client.query(`CREATE INDEX ON ${quoted(table)} (created_at)`)
      } finally {
        await client.end()
      }
      await this.admin.query(`ALTER DATABASE ${quoted(MAKING + database)} RENAME TO ${quoted(database)}`)
      this.ready.add(database)
    })
  }

  drop(database: string): void {
    this.wanted.delete(database)
    this.enqueue(async () => {
      this.ready.delete(database)
      await this.writers.get(database)?.client.end()
      this.writers.delete(database)
      await this.admin.query(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`)
    })
  }

  async stop(): Promise<void> {
    this.stopping = true
    if (this.timer) clearTimeout(this.timer)
    await this.queue
    for (const { client } of this.writers.values()) await client.end().catch(() => {})
    await this.admin.end()
    await this.server.stop()
  }

  /** One thing at a time: making, dropping and the trickle never meet. */
  private enqueue(work: () => Promise<void>): void {
    this.queue = this.queue.then(work).catch((error: Error) => {
      this.error = error.message
      this.log(`sandbox database: ${error.message}`)
    })
  }

  private async tick(): Promise<void> {
    try {
      const now = this.sandbox.clock()
      const sources = allInstances(this.sandbox, now).filter((i) => i.dataUpTo === null && this.ready.has(i.database))
      for (const source of sources) if (!this.stopping) await this.trickle(source, now)
    } finally {
      if (!this.stopping) this.timer = setTimeout(() => this.enqueue(() => this.tick()), TICK_MS)
    }
  }

  /** Writes the rows that have become due since the last time; what another tick could not, this one does. */
  private async trickle({ database, table, ...instance }: LiveInstance, now: number): Promise<void> {
    const writer = this.writers.get(database) ?? (await this.writerOf(database, table))
    const due = rowsUpTo(now - lagOf(instance as LiveInstance, now), this.sandbox.state.born)
    if (due <= writer.rows) return
    try {
      await fill(writer.client, table, writer.rows, due, this.sandbox.state.born)
      writer.rows = due
    } catch (error) {
      this.writers.delete(database)
      throw error
    }
  }

  private async writerOf(database: string, table: string) {
    const client = await this.connect(database)
    const { rows } = await client.query<{ last: string | null }>(`SELECT max(id) AS last FROM ${quoted(table)}`)
    const writer = { client, rows: Number(rows[0]?.last ?? 0) }
    client.on('error', () => this.writers.delete(database))
    this.writers.set(database, writer)
    return writer
  }

  private async connect(database: string): Promise<pg.Client> {
    const { host, port, user, password } = this.server
    const client = new pg.Client({ host, port, user, password, database })
    client.on('error', (error) => this.log(`${database}: ${error.message}`))
    await client.connect()
    return client
  }
}

/** Writes the rows after `have` up to `want`, each with its own time. */
async function fill(client: pg.Client, table: string, have: number, want: number, born: number): Promise<void> {
  const label = isUsers(table) ? "'user' || i || '@example.com'" : "'experiment ' || i"
  for (const { from, first, to, step } of stretchesOf(born)) {
    const rows = (to - from) / step
    const low = Math.max(have + 1, first)
    const high = Math.min(want, first + rows - 1)
    if (low > high) continue
    const time = `to_timestamp((${from}::bigint + (i - ${first}) * ${step}) / 1000.0)`
    await client.query(
      `INSERT INTO ${quoted(table)} SELECT i, ${label}, ${time} FROM generate_series(${low}::bigint, ${high}) i`,
    )
  }
}
