import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '@/lib/db/embedded'
import { APP_ROLE, ensureLocalRoles, OWNER_ROLE, urlAs } from '@/lib/db/local-roles'
import { migrate } from '@/lib/db/migrate'

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface joins the one that vitest declares.
  interface ProvidedContext {
    testDatabase: TestDatabase
  }
}

/** Where a test worker finds the template and how it may connect to its own clone. */
export type TestDatabase = { superuserUrl: string; template: string; ownerPassword: string; appPassword: string }

const TEMPLATE = 'tidemark_template'

/** Starts a PostgreSQL of this run's own in a temporary folder, and migrates the database that every test file clones. */
export default async function startTestDatabase(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'tidemark-test-pg-'))
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 200,
    shared_buffers: '64MB',
  }
  const server = await startEmbedded({ folder: join(home, 'pg'), port: await freePort(), settings })
  const roles = { ownerPassword: randomBytes(12).toString('hex'), appPassword: randomBytes(12).toString('hex') }
  await ensureLocalRoles(server.url(), TEMPLATE, roles)
  await migrate({
    ownerUrl: urlAs(server.url(), OWNER_ROLE, roles.ownerPassword, TEMPLATE),
    appUrl: urlAs(server.url(), APP_ROLE, roles.appPassword, TEMPLATE),
  })
  project.provide('testDatabase', { superuserUrl: server.url(), template: TEMPLATE, ...roles })
  return async () => {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/**
 * A fresh copy of the migrated, empty database. `appUrl` connects as the restricted role, `ownerUrl` as the owner,
 * `superuserUrl` to break things on purpose. `drop` removes it, connections or not.
 */
export async function cloneDatabase(from: TestDatabase) {
  const name = `tidemark_${process.pid}_${randomBytes(4).toString('hex')}`
  await onServer(from, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${from.template} OWNER ${OWNER_ROLE}`),
  )
  return {
    name,
    appUrl: urlAs(from.superuserUrl, APP_ROLE, from.appPassword, name),
    ownerUrl: urlAs(from.superuserUrl, OWNER_ROLE, from.ownerPassword, name),
    superuserUrl: from.superuserUrl.replace(/\/[^/]*$/, `/${name}`),
    drop: async () => {
      await onServer(from, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}

async function onServer<T>(from: TestDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: from.superuserUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
