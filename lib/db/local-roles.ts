import pg from 'pg'

/** The role that owns the tables and runs migrations, and the restricted one that the web process and the worker use. */
export const OWNER_ROLE = 'tidemark_owner'
export const APP_ROLE = 'tidemark_app'

export type LocalRoles = { ownerPassword: string; appPassword: string }

/**
 * Makes both roles, with these passwords, and a database that the owner role owns; safe to repeat. For a cluster that is
 * ours alone: on a shared server an administrator does this by hand.
 */
export async function ensureLocalRoles(superuserUrl: string, database: string, roles: LocalRoles): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await ensureRole(client, OWNER_ROLE, roles.ownerPassword)
    await ensureRole(client, APP_ROLE, roles.appPassword)
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${OWNER_ROLE}`)
  } finally {
    await client.end()
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  const verb = rowCount ? 'ALTER' : 'CREATE'
  await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`)
}

/** The same server and database, as another role. */
export function urlAs(url: string, role: string, password: string, database?: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = password
  if (database) changed.pathname = `/${encodeURIComponent(database)}`
  return changed.href
}
