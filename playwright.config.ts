import { existsSync } from 'node:fs'
import { chromium, defineConfig } from '@playwright/test'

// `npm test` has tried which browser starts and says so; by hand, the first that is there.
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const own = existsSync(chromium.executablePath()) ? undefined : system

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    baseURL: process.env.TIDEMARK_URL ?? 'http://127.0.0.1:3000',
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // A trace of every test costs a quarter of the time; PW_TRACE=1 keeps those of failures.
    trace: process.env.PW_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.PW_CHROMIUM ?? own,
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
    },
  },
})
