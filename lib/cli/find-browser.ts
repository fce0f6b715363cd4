import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { StartFault } from '@/lib/cli/start-fault'

const run = promisify(execFile)

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * A Chromium that starts here: the one Playwright brought, else the system's, else Playwright's download, else (as root)
 * Debian's package. Returns its path; undefined means Playwright's own. Throws a StartFault when none is to be had.
 */
export async function findBrowser(): Promise<string | undefined> {
  if (process.env.PW_CHROMIUM) return process.env.PW_CHROMIUM
  if (await starts(undefined)) return undefined
  const system = await firstThatStarts()
  if (system) return system
  await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    timeout: 120_000,
  }).catch(() => {})
  if (await starts(undefined)) return undefined
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { timeout: 120_000, env })
    const wanted = ['chromium', 'fonts-liberation']
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], { timeout: 300_000, env })
    const installed = await firstThatStarts()
    if (installed) return installed
  }
  throw new StartFault(
    'No Chromium starts here. Install one (Debian: apt-get install chromium), or set PW_CHROMIUM to its path.',
  )
}

async function firstThatStarts(): Promise<string | undefined> {
  for (const path of SYSTEM) if (existsSync(path) && (await starts(path))) return path
  return undefined
}

/** Being there is not enough: a downloaded browser may lack its libraries. */
async function starts(executablePath: string | undefined): Promise<boolean> {
  if (!existsSync(executablePath ?? chromium.executablePath())) return false
  try {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 20_000 })
    await browser.close()
    return true
  } catch {
    return false
  }
}
