import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Product, startProduct } from '@/lib/cli/start-product'
import { stopEmbedded } from '@/lib/db/embedded'
import { findPort } from '@/lib/db/free-port'

/** Settings of whoever runs the tests that must not reach them: their database, their account, their ports. */
const FOREIGN = /^(AWS_|DATABASE_|SANDBOX_|NEXTAUTH_|TIDEMARK_(?!DIST)|SYNC_|RESTORE_|PORT$|NEXT_DIST_DIR$|LOG_LEVEL$)/

/** The production build that is tried; `npm run up` has its own. */
export const TRIED_BUILD = '.next-e2e'

/** Makes this process forget all settings that would let tests touch anything but what they start themselves. */
export function isolateProduct(): void {
  for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name]
}

/**
 * Starts the production build with worker and sandbox in a data folder and on ports of its own, from nothing: what an
 * earlier run left in the folder is forgotten. Plans are a copy, so that they may be edited while it runs.
 *
 * @param settings variables beside those of every such start
 */
export async function startApart(dataFolder: string, settings: Record<string, string> = {}): Promise<Product> {
  await forgetEarlierRun(dataFolder)
  const variables = {
    PORT: String(await findPort()),
    SANDBOX_PORT: String(await findPort()),
    TIDEMARK_DATA: dataFolder,
    TIDEMARK_PLANS: join(dataFolder, 'plans'),
    NEXT_DIST_DIR: TRIED_BUILD,
    SANDBOX_PACE: '2',
    SYNC_INTERVAL_S: '5',
    RESTORE_POLL_S: '1',
    RESTORE_SETTLE_S: '3',
    RESTORE_LEASE_S: '5',
    ...settings,
  }
  cpSync('plans', variables.TIDEMARK_PLANS, { recursive: true })
  Object.assign(process.env, variables)
  return startProduct('start', (line) => console.log(`  ${line}`))
}

/** A killed run may have left servers at work in the folder. */
async function forgetEarlierRun(dataFolder: string): Promise<void> {
  for (const cluster of ['pg', 'sandbox-postgres']) await stopEmbedded(join(dataFolder, cluster))
  const entries = existsSync(dataFolder) ? readdirSync(dataFolder) : []
  for (const entry of entries) {
    if (entry !== 'dist' && entry !== 'run') rmSync(join(dataFolder, entry), { recursive: true, force: true })
  }
}
