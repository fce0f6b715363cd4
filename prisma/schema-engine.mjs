#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which the CLI would otherwise download. The CLI starts it through
// PRISMA_SCHEMA_ENGINE_BINARY and speaks JSON-RPC over stdio; the answers come from Prisma's own WASM engine over `pg`.
// Depends on internals of prisma 7.10: try `generate`, `migrate diff` and `migrate deploy` again on each version change.
import { randomInt, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const args = process.argv.slice(2)
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
const url = JSON.parse(option('--datasource') ?? '{}').url

const CHAR = 18
const TEXT = 25

/** A client whose rows show Postgres's one-byte "char", which the adapter does not map, as text. */
class CharAsTextClient extends pg.Client {
  query(...given) {
    const callback = given.at(-1)
    if (typeof callback === 'function') given[given.length - 1] = (error, result) => callback(error, charAsText(result))
    const answer = super.query(...given)
    return typeof answer?.then === 'function' ? answer.then(charAsText) : answer
  }
}

/** The adapter, with a shadow database that is made at each use and dropped when the engine lets go of it. */
class ShadowingAdapter extends PrismaPg {
  async connect() {
    return restoreCharColumns(await super.connect())
  }

  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`
    await onServer((client) => client.query(`CREATE DATABASE "${name}"`))
    const shadow = new URL(url)
    shadow.pathname = `/${name}`
    const pool = poolFor(shadow.href)
    const adapter = restoreCharColumns(await new PrismaPg(pool).connect())
    const dispose = adapter.dispose.bind(adapter)
    adapter.dispose = async () => {
      await dispose()
      await pool.end().catch(() => {})
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
    }
    return adapter
  }
}

if (args.includes('--version')) {
  console.log('schema-engine-cli wasm')
} else if (args.includes('can-connect-to-database')) {
  await canConnect()
} else if (args.includes('create-database')) {
  await createDatabase()
} else if (args.includes('drop-database')) {
  await onServer((client, name) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
  )
} else {
  answerRequests(await loadEngine())
}

async function canConnect() {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    const codes = { '3D000': 'P1003', '28P01': 'P1000' }
    refuse(codes[error.code] ?? 'P1001', error.message)
  }
}

async function createDatabase() {
  try {
    await onServer((client, name) => client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`))
  } catch (error) {
    if (error.code !== '42P04') refuse('P1001', error.message)
  }
}

/** Ends the process the way the native engine reports a known fault, so that the CLI prints it. */
function refuse(code, message) {
  const fields = { message, error_code: code, is_panic: false }
  const entry = { level: 'ERROR', target: 'schema_engine::logger', fields, timestamp: new Date().toISOString() }
  process.stderr.write(`schema-engine\n${JSON.stringify(entry)}`)
  process.exit(1)
}

/** Runs `work(client, name)` on the server's own `postgres` database; `name` is the database the URL names. */
async function onServer(work) {
  const server = new URL(url)
  const name = decodeURIComponent(server.pathname.slice(1))
  server.pathname = '/postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  try {
    return await work(client, name)
  } finally {
    await client.end()
  }
}

/** One JSON-RPC request a line, answered in order; the process ends with its input. */
function answerRequests(engine) {
  let queue = Promise.resolve()
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    if (line.trim() === '') return
    const { id, method, params } = JSON.parse(line)
    if (!method) return
    queue = queue.then(async () => {
      try {
        const result = await (await engine())[method](params)
        if (method === 'diff' && result?.stdout != null) {
          send({ id: 1_000_000 + randomInt(1_000_000), method: 'print', params: { content: result.stdout } })
        }
        send({ id, result: result ?? null })
      } catch (error) {
        send({
          id,
          error: { code: 4466, message: 'An error happened. Check the data field for details.', data: fault(error) },
        })
      }
    })
  })
  lines.on('close', () => queue.then(() => process.exit(0)))
}

function fault(error) {
  const message = globalThis.PRISMA_WASM_PANIC_REGISTRY.message || String(error?.message ?? error)
  return { is_panic: false, message, meta: error?.meta ?? null, error_code: error?.code ?? null }
}

/** Loads the WASM engine. Returns a function that gives the one instance; making it connects to the database, so only a request does. */
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: '',
    set_message(message) {
      this.message = message
    },
  }
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const bindings = await import(join(folder, 'schema_engine_bg.js'))
  const wasm = readFileSync(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()

  const files = args.flatMap((arg, i) => (arg === '--datamodels' || arg === '-d' ? [args[i + 1]] : []))
  const datamodels = files.map((file) => [file, readFileSync(file, 'utf8')])
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new ShadowingAdapter(poolFor(url || 'postgresql://127.0.0.1:1/none')),
  )
  const options = { datamodels: datamodels.length ? datamodels : undefined }
  let engine
  return () => {
    engine ??= bindings.SchemaEngine.new(options, () => {}, adapter)
    return engine
  }
}

function poolFor(connectionString) {
  return new pg.Pool({ connectionString, Client: CharAsTextClient, max: 4 })
}

function charAsText(results) {
  for (const result of [results ?? []].flat()) {
    for (const field of result?.fields ?? []) {
      if (field.dataTypeID === CHAR) Object.assign(field, { dataTypeID: TEXT, wasChar: true })
    }
  }
  return results
}

/** Tells the engine again which columns were "char": the adapter itself only saw text. */
function restoreCharColumns(adapter) {
  const character = 6
  let wasChar = []
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    wasChar = (result.fields ?? []).map((field) => field.wasChar)
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    const chars = wasChar
    return { ...result, columnTypes: result.columnTypes.map((type, i) => (chars[i] ? character : type)) }
  }
  return adapter
}
