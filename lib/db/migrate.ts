import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** Tables that the app's role may add to and read, never change. Triggers say the same to everybody. */
const APPEND_ONLY = [
  'audit_record',
  'audit_link',
  'timeline_entry',
  'restore_step',
  'plan_revision',
  'review_section',
  'finding_acknowledgement',
  'account_hand',
]

/** Tables that a trigger writes as their owner; the app's role reads them. */
const WRITTEN_BY_TRIGGER = ['audit_link', 'audit_head']

/** One number for every process that migrates, so that two never do it at the same time. */
const MIGRATION_LOCK = 7_236_401

export type MigrateOptions = {
  /** the owner's connection; it creates tables and roles' grants */
  ownerUrl: string
  /** the app's connection; its user gets the restricted grants. The same user as the owner's: triggers alone guard */
  appUrl: string
  /** the folder of migrations */
  dir?: string
  onApply?: (name: string) => void
}

/**
 * Brings the database to the newest migration, in order, each in one transaction, and keeps Prisma's own table of what
 * was applied, so that its tools agree. Safe to call from several processes. Returns the names applied now.
 * Throws when a migration that has been applied was edited since, naming it.
 */
export async function migrate({
  ownerUrl,
  appUrl,
  dir = 'prisma/migrations',
  onApply,
}: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'tidemark-migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const applied = await applyAll(client, dir, onApply)
    await grant(client, new URL(ownerUrl).username, new URL(appUrl).username)
    return applied
  } finally {
    await client.end()
  }
}

async function applyAll(client: pg.Client, dir: string, onApply?: (name: string) => void): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`)
  const { rows } = await client.query(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  )
  const known = new Map<string, string>(rows.map((row) => [row.migration_name, row.checksum]))
  const entries = await readdir(dir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const applied: string[] = []
  for (const name of names.sort()) {
    const sql = await readFile(join(dir, name, 'migration.sql'), 'utf8')
    const checksum = createHash('sha256').update(sql).digest('hex')
    const before = known.get(name)
    if (before === checksum) continue
    if (before)
      throw new Error(`Migration ${name} was edited after it had been applied. Restore its text; add a new migration.`)
    await applyOne(client, name, sql, checksum)
    onApply?.(name)
    applied.push(name)
  }
  return applied
}

async function applyOne(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES (gen_random_uuid(), $1, now(), $2, 1)`,
      [checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${name} did not apply; nothing of it was kept: ${(error as Error).message}`)
  }
}

/** Gives the app's role what it needs and no more; the job queue keeps a schema of its own. */
async function grant(client: pg.Client, owner: string, app: string): Promise<void> {
  const role = pg.escapeIdentifier(decodeURIComponent(app))
  await client.query(`CREATE SCHEMA IF NOT EXISTS pgboss`)
  if (!app || app === owner) return
  await client.query(`
    GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(', ')} FROM ${role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${WRITTEN_BY_TRIGGER.join(', ')} FROM ${role};
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${role};
    GRANT CREATE, USAGE ON SCHEMA pgboss TO ${role}`)
}
