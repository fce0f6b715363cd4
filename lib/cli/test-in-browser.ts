import { findBrowser } from '@/lib/cli/find-browser'
import { step } from '@/lib/cli/progress.mjs'
import { startApart } from '@/lib/cli/start-apart'
import { type Count, runPlaywright } from '@/lib/cli/test-stages'

const DATA = '.tidemark/e2e'

/** Starts the product apart, runs Playwright against it, and stops all of it. */
export async function testInBrowser(files: string[]): Promise<Count> {
  let browser: string | undefined
  await step('Chromium', async () => {
    browser = await findBrowser()
    return browser ?? "Playwright's own"
  })
  const product = await startApart(DATA)
  try {
    return await runPlaywright(files, { TIDEMARK_URL: product.address, PW_CHROMIUM: browser })
  } finally {
    await step('stopping', () => product.stop())
  }
}
