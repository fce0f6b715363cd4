import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startEmbedded, stopEmbedded } from '@/lib/db/embedded'
import { findPort } from '@/lib/db/free-port'

/** A PostgreSQL server that the sandbox makes its databases in, as superuser. */
export type PostgresServer = { host: string; port: number; user: string; password: string; stop(): Promise<void> }

/** Everything in it can be made again from the state file, so it need not survive a power cut. */
const SETTINGS = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  ...{ autovacuum_naptime: '60min', max_connections: 100, shared_buffers: '64MB' },
}

/** Starts the sandbox's own server, which ends with this process; on the port of last time where that is free. */
export async function startOwnServer(dataDir: string, wanted: number | undefined): Promise<PostgresServer> {
  await removeFormer(join(dataDir, 'sandbox-pg'))
  const folder = resolve(dataDir, 'sandbox-postgres')
  await stopEmbedded(folder)
  const running = await startEmbedded({ folder, port: await findPort(wanted), settings: SETTINGS })
  return { ...serverOf(running.url()), stop: running.stop }
}

/** The server of an address, which is somebody else's to stop. */
export function serverOf(url: string): PostgresServer {
  const { hostname, port, username, password } = new URL(url)
  const decoded = { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  return { host: hostname, port: Number(port || 5432), ...decoded, stop: async () => {} }
}

/** The cluster of an earlier version, which had a superuser of another name; nothing in it is the only one of its kind. */
async function removeFormer(folder: string): Promise<void> {
  await stopEmbedded(folder)
  for (const old of [folder, `${folder}.password`, `${folder}.making`]) rmSync(old, { recursive: true, force: true })
}
