import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '@/lib/cli/find-browser'
import { step } from '@/lib/cli/progress.mjs'
import { type Product, startProduct } from '@/lib/cli/start-product'
import { type Count, runPlaywright } from '@/lib/cli/test-stages'
import { stopEmbedded } from '@/lib/db/embedded'
import { findPort } from '@/lib/db/free-port'

const DATA = '.tidemark/e2e'

/** Where the build is that tests start. */
export const DIST = '.next-e2e'

/** Settings of whoever runs the tests that must not reach them: their database, their account, their ports. */
const FOREIGN = /^(AWS_|DATABASE_|SANDBOX_|NEXTAUTH_|TIDEMARK_(?!DIST)|SYNC_|RESTORE_|PORT$|NEXT_DIST_DIR$|LOG_LEVEL$)/

/** Makes this process forget all settings that would let tests touch anything but what they start themselves. */
export function isolateProduct(): void {
  for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name]
}

/** Starts the product for tests, runs Playwright against it, and stops all of it. */
export async function testInBrowser(files: string[]): Promise<Count> {
  let browser: string | undefined
  await step('Chromium', async () => {
    browser = await findBrowser()
    return browser ?? "Playwright's own"
  })
  const product = await startForTests(DATA)
  try {
    return await runPlaywright(files, { TIDEMARK_URL: product.address, PW_CHROMIUM: browser })
  } finally {
    await step('stopping', () => product.stop())
  }
}

/**
 * Starts the production build with worker and sandbox in a data folder and on ports of its own, from nothing.
 *
 * @param data the folder; what an earlier run left there is gone
 * @param settings variables beside those of every test
 */
export async function startForTests(data: string, settings: Record<string, string> = {}): Promise<Product> {
  await forgetEarlierRun(data)
  const variables = {
    PORT: String(await findPort()),
    SANDBOX_PORT: String(await findPort()),
    TIDEMARK_DATA: data,
    TIDEMARK_PLANS: join(data, 'plans'),
    NEXT_DIST_DIR: DIST,
    SANDBOX_PACE: '2',
    SYNC_INTERVAL_S: '5',
    RESTORE_POLL_S: '1',
    RESTORE_SETTLE_S: '3',
    RESTORE_LEASE_S: '5',
    ...settings,
  }
  // A copy, so that a test may edit a plan while the product runs.
  cpSync('plans', variables.TIDEMARK_PLANS, { recursive: true })
  Object.assign(process.env, variables)
  return startProduct('start', (line) => console.log(`  ${line}`))
}

/** Every run starts from nothing. A killed one may have left servers at work in the folder. */
async function forgetEarlierRun(data: string): Promise<void> {
  for (const cluster of ['pg', 'sandbox-postgres']) await stopEmbedded(join(data, cluster))
  const entries = existsSync(data) ? readdirSync(data) : []
  for (const entry of entries) {
    if (entry !== 'dist' && entry !== 'run') rmSync(join(data, entry), { recursive: true, force: true })
  }
}
