import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { dataFolder } from '@/e2e/fixtures'

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
