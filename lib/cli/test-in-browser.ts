import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '@/lib/cli/find-browser'
import { step } from '@/lib/cli/progress.mjs'
import { startProduct } from '@/lib/cli/start-product'
import { type Count, runPlaywright } from '@/lib/cli/test-stages'
import { stopEmbedded } from '@/lib/db/embedded'
import { findPort } from '@/lib/db/free-port'

const DATA = '.tidemark/e2e'

/** Settings of whoever runs the tests that must not reach them: their database, their account, their ports. */
const FOREIGN = /^(AWS_|DATABASE_|SANDBOX_|NEXTAUTH_|TIDEMARK_(?!DIST)|SYNC_|RESTORE_|PORT$|NEXT_DIST_DIR$|LOG_LEVEL$)/

/** Makes this process forget all settings that would let tests touch anything but what they start themselves. */
export function isolateProduct(): void {
  for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name]
}

/**
 * Starts the production build with worker and sandbox in a data folder and on ports of its own, from nothing, runs
 * Playwright against it, and stops all of it.
 */
export async function testInBrowser(files: string[]): Promise<Count> {
  let browser: string | undefined
  await step('Chromium', async () => {
    browser = await findBrowser()
    return browser ?? "Playwright's own"
  })
  await forgetEarlierRun()
  const port = await findPort()
  const variables = {
    PORT: String(port),
    SANDBOX_PORT: String(await findPort()),
    TIDEMARK_DATA: DATA,
    TIDEMARK_PLANS: join(DATA, 'plans'),
    NEXT_DIST_DIR: '.next-e2e',
    SANDBOX_PACE: '2',
    SYNC_INTERVAL_S: '5',
    RESTORE_POLL_S: '1',
    RESTORE_SETTLE_S: '3',
    RESTORE_LEASE_S: '5',
  }
  // A copy, so that a test may edit a plan while the product runs.
  cpSync('plans', variables.TIDEMARK_PLANS, { recursive: true })
  Object.assign(process.env, variables)
  const product = await startProduct('start', (line) => console.log(`  ${line}`))
  try {
    return await runPlaywright(files, { TIDEMARK_URL: product.address, PW_CHROMIUM: browser })
  } finally {
    await step('stopping', () => product.stop())
  }
}

/** Every run starts from nothing. A killed one may have left servers at work in the folder. */
async function forgetEarlierRun(): Promise<void> {
  for (const cluster of ['pg', 'sandbox-postgres']) await stopEmbedded(join(DATA, cluster))
  const entries = existsSync(DATA) ? readdirSync(DATA) : []
  for (const entry of entries) {
    if (entry !== 'dist' && entry !== 'run') rmSync(join(DATA, entry), { recursive: true, force: true })
  }
}
