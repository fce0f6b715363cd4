import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { account, dataFolder, type RoleName } from '@/e2e/fixtures'

/** Asks one of the sandbox's databases, named as its instance, the way an application would. */
export async function askInstance<Row extends pg.QueryResultRow>(
  instance: string,
  sql: string,
  values: unknown[] = [],
) {
  return ask<Row>(sandboxUrl(instance), sql, values)
}

/** Asks Tidemark's own database as its owner. */
export async function askTidemark<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
  const { ownerUrl } = JSON.parse(readFileSync(join(dataFolder, 'database.json'), 'utf8')) as { ownerUrl: string }
  return ask<Row>(ownerUrl, sql, values)
}

/** The id of a role's local account, as the record names it. */
export async function accountId(role: RoleName): Promise<string> {
  const [row] = await askTidemark<{ id: string }>('SELECT id FROM app_user WHERE email = $1', [account(role).email])
  return row?.id ?? ''
}

/** A live incident of a system, declared a minute ago; `resolve` takes it off every strip again. */
export async function openIncident(system: string, title: string) {
  const id = randomUUID()
  const [row] = await askTidemark<{ number: number }>(
    `INSERT INTO incident (id, title, system, environment, severity, mode, status, declared_by_id, declared_by_name, declared_at, idempotency_key)
     VALUES ($1::uuid, $2, $3, 'production', 'SEV2', 'live', 'investigating', $1::uuid, 'Commander on call', now() - interval '1 minute', $1::text)
     RETURNING number`,
    [id, title, system],
  )
  const resolve = () => askTidemark(`UPDATE incident SET status = 'resolved', resolved_at = now() WHERE id = $1`, [id])
  return { name: `INC-${String(row?.number).padStart(4, '0')}`, resolve }
}

function sandboxUrl(instance: string): string {
  const { postgres } = JSON.parse(readFileSync(join(dataFolder, 'sandbox.json'), 'utf8'))
  const { host, port, user, password } = postgres
  return `postgresql://${user}:${password}@${host}:${port}/${encodeURIComponent(instance)}`
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
