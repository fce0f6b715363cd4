import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Part } from '@/lib/cli/keep-running'
import { LogFile } from '@/lib/cli/log-file'
import type { Secrets } from '@/lib/cli/secrets'
import type { Settings } from '@/lib/cli/settings'
import { startEmbedded } from '@/lib/db/embedded'
import { APP_ROLE, ensureLocalRoles, OWNER_ROLE, urlAs } from '@/lib/db/local-roles'

export type DatabaseUrls = { appUrl: string; ownerUrl: string }

const DATABASE = 'tidemark'

/** The embedded PostgreSQL as a part; `urls` are right as soon as it runs, and stay so when it starts again. */
export function embeddedDatabase(
  settings: Settings,
  port: number,
  secrets: Secrets,
): { part: Part; urls: DatabaseUrls } {
  const log = new LogFile(join(settings.dataFolder, 'log/postgres.log'), settings.logLimits)
  const folder = join(settings.dataFolder, 'pg')
  const server = `postgresql://127.0.0.1:${port}`
  const urls = {
    appUrl: urlAs(server, APP_ROLE, secrets.appPassword, DATABASE),
    ownerUrl: urlAs(server, OWNER_ROLE, secrets.ownerPassword, DATABASE),
  }
  const launch = async () => {
    const running = await startEmbedded({ folder, port, log: (line) => log.write(`${line}\n`) })
    await ensureLocalRoles(running.url(), DATABASE, secrets)
    return running
  }
  return { part: { name: 'postgres', launch }, urls }
}

/** Leaves both addresses where backups and tests find them, readable by this user alone. */
export function rememberDatabase(dataFolder: string, urls: DatabaseUrls): void {
  writeFileSync(join(dataFolder, 'database.json'), `${JSON.stringify(urls, null, 2)}\n`, { mode: 0o600 })
}

/** The port of the last start, so that an address somebody wrote down stays right; undefined before the first. */
export function rememberedPort(dataFolder: string): number | undefined {
  try {
    const urls = JSON.parse(readFileSync(join(dataFolder, 'database.json'), 'utf8')) as DatabaseUrls
    const { hostname, port } = new URL(urls.appUrl)
    return hostname === '127.0.0.1' ? Number(port) : undefined
  } catch {
    return undefined
  }
}
