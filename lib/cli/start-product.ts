import { join, relative } from 'node:path'
import { buildProduct } from '@/lib/cli/build-product'
import { type DatabaseUrls, embeddedDatabase, rememberDatabase, rememberedPort } from '@/lib/cli/database'
import { greeting } from '@/lib/cli/greet'
import { type Kept, keepRunning, type Part } from '@/lib/cli/keep-running'
import { makePrivate } from '@/lib/cli/make-private'
import { sandboxPart, webPart, workerPart } from '@/lib/cli/parts'
import { requireFreePort } from '@/lib/cli/ports'
import { end, type Identity, identify, isAlive, ProcessRecords } from '@/lib/cli/process-records'
import { step } from '@/lib/cli/progress.mjs'
import { keepSecrets, type Secrets } from '@/lib/cli/secrets'
import { readSettings, type Settings } from '@/lib/cli/settings'
import { StartFault } from '@/lib/cli/start-fault'
import { tellPlans } from '@/lib/cli/tell-plans'
import { watchDisk } from '@/lib/cli/watch-disk'
import { stopEmbedded } from '@/lib/db/embedded'
import { findPort } from '@/lib/db/free-port'
import { migrate } from '@/lib/db/migrate'

type UpDetails = { address?: string; launcher?: Identity }

export type Product = { address: string; restart: (part: string) => Promise<void>; stop: () => Promise<void> }

/**
 * Starts everything in order, each step shown with its time: database, migrations, accounts, build, sandbox, worker, web.
 * `start` serves a production build, `dev` compiles while one edits. What was started is stopped again if a step fails.
 */
export async function startProduct(mode: 'start' | 'dev', say: (line: string) => void): Promise<Product> {
  const settings = readSettings(process.env)
  makePrivate(settings.dataFolder)
  const records = new ProcessRecords<UpDetails>(settings.dataFolder)
  await takeOver(records, settings.dataFolder)
  await requireFreePort(settings.port, 'PORT')
  if (!settings.usesAws) await requireFreePort(settings.sandboxPort, 'SANDBOX_PORT')
  const launcher = identify(process.ppid)
  records.write('up', process.pid, { address: settings.address, launcher })
  const secrets = keepSecrets(settings.dataFolder)
  const kept = new Map<string, Kept>()
  const stopWatching = watchDisk(settings.dataFolder, say)
  const stop = async () => {
    stopWatching()
    for (const part of [...kept.values()].reverse()) await part.stop()
    records.remove('up')
  }
  const keep = async (part: Part) => {
    kept.set(part.name, await keepRunning(part, records, say))
  }
  try {
    const urls = await startDatabase(settings, secrets, keep)
    await startParts(mode, settings, secrets, urls, keep)
  } catch (error) {
    await stop()
    throw error
  }
  return { address: settings.address, stop, restart: async (part) => kept.get(part)?.restart() }
}

/** Ends what an earlier start left behind; refuses when that start is still at work for somebody. */
async function takeOver(records: ProcessRecords<UpDetails>, dataFolder: string): Promise<void> {
  const earlier = records.read('up')
  if (earlier && isAlive(earlier)) {
    const attended = earlier.launcher && isAlive(earlier.launcher)
    if (attended) {
      throw new StartFault(
        `Tidemark already runs from this folder: ${earlier.address} (process ${earlier.pid}). Stop it with Ctrl-C there.`,
      )
    }
    await end(earlier, 15_000)
  }
  const ended = await records.endLeftovers(['postgres'])
  if (await stopEmbedded(join(dataFolder, 'pg'))) ended.push('postgres')
  if (ended.length > 0) console.log(`  Ended what an earlier start had left running: ${ended.join(', ')}`)
}

async function startDatabase(
  settings: Settings,
  secrets: Secrets,
  keep: (part: Part) => Promise<void>,
): Promise<DatabaseUrls> {
  const { databaseUrl, databaseOwnerUrl, dataFolder } = settings
  let urls: DatabaseUrls
  if (databaseUrl && databaseOwnerUrl) {
    urls = { appUrl: databaseUrl, ownerUrl: databaseOwnerUrl }
  } else {
    const port = await findPort(rememberedPort(dataFolder))
    const embedded = embeddedDatabase(settings, port, secrets)
    urls = embedded.urls
    await step('PostgreSQL 18', async () => {
      await keep(embedded.part)
      return `127.0.0.1:${port}`
    })
  }
  await step('migrations', async () => {
    const applied = await migrate(urls)
    return applied.length > 0 ? `${applied.length} applied` : 'up to date'
  })
  rememberDatabase(dataFolder, urls)
  return urls
}

async function startParts(
  mode: 'start' | 'dev',
  settings: Settings,
  secrets: Secrets,
  urls: DatabaseUrls,
  keep: (part: Part) => Promise<void>,
) {
  const accounts = await step('local accounts', () => makeAccounts(settings, urls))
  await checkPlans()
  const distFolder = process.env.NEXT_DIST_DIR || '.next'
  if (mode === 'start') await step('web build', () => buildProduct(distFolder))
  const bundles = process.env.TIDEMARK_DIST ?? join(settings.dataFolder, 'dist')
  if (!settings.usesAws) await start(sandboxPart(settings, bundles), `127.0.0.1:${settings.sandboxPort}`)
  await start(workerPart(settings, bundles, urls), '')
  await start(webPart(settings, mode, { dist: distFolder, bundles }, urls, secrets), settings.address)
  async function start(part: Part, where: string) {
    await step(part.name, () => keep(part).then(() => where))
  }
  const folder = relative('.', settings.dataFolder) || settings.dataFolder
  for (const line of greeting(settings.address, folder, accounts.now, accounts.before)) console.log(line)
}

async function checkPlans(): Promise<void> {
  let lines: string[] = []
  await step('plans', async () => {
    const told = await tellPlans(process.env.TIDEMARK_PLANS || 'plans')
    lines = told.lines
    return told.summary
  })
  for (const line of lines) console.log(`    ${line}`)
}

/** lib/env reads the variables when it is loaded, so what needs it is loaded when they are known. */
async function makeAccounts(settings: Settings, urls: DatabaseUrls) {
  process.env.DATABASE_URL = urls.appUrl
  process.env.LOG_LEVEL ??= 'warn'
  const { ensureLocalAccounts, readAccounts } = await import('@/lib/auth/local-accounts')
  const { db } = await import('@/lib/db/client')
  const before = await readAccounts(settings.dataFolder)
  const now = await ensureLocalAccounts(settings.dataFolder)
  await db.$disconnect()
  return { before, now }
}
