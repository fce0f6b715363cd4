import { setTimeout as sleep } from 'node:timers/promises'
import { env, requireEnv } from '@/lib/env'
import { log } from '@/lib/log'
import { startDeliverMessages } from '@/lib/worker/deliver-messages'
import { startDriveRestores } from '@/lib/worker/drive-restores'
import { startForgetOld } from '@/lib/worker/forget-old'
import { startKeepChains } from '@/lib/worker/keep-chains'
import { startRecordTallies } from '@/lib/worker/record-tallies'
import { startSayAtWork } from '@/lib/worker/say-at-work'
import { startSync } from '@/lib/worker/sync-inventory'
import { startWatchFreshness } from '@/lib/worker/watch-freshness'
import { startWatchPlans } from '@/lib/worker/watch-plans'

/** What each part of the worker gets. It works until `signal` aborts and ends soon after. */
export type WorkerContext = { log: typeof log; signal: AbortSignal }

type Part = { name: string; start: (context: WorkerContext) => Promise<unknown> }

const LONGEST_PAUSE_MS = 30_000
const LAST_WAIT_MS = 10_000

/** The parts of the worker. Each looks after its own retries; one that throws is started again here. */
const parts: Part[] = [
  { name: 'say-at-work', start: startSayAtWork },
  { name: 'watch-plans', start: (context) => startWatchPlans({ ...context, dir: env.TIDEMARK_PLANS }) },
  { name: 'sync-inventory', start: (context) => startSync({ ...context, intervalS: env.SYNC_INTERVAL_S }) },
  { name: 'drive-restores', start: startDriveRestores },
  { name: 'watch-freshness', start: startWatchFreshness },
  { name: 'deliver-messages', start: startDeliverMessages },
  { name: 'keep-chains', start: (context) => startKeepChains({ ...context, dataFolder: env.TIDEMARK_DATA }) },
  { name: 'forget-old', start: startForgetOld },
  { name: 'record-tallies', start: startRecordTallies },
]

requireEnv('DATABASE_URL')
const stopping = new AbortController()
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => stopping.abort())
// A fault in one part is written down and leaves the others at work.
process.on('unhandledRejection', (error) => log.error({ err: error }, 'worker: a fault nobody caught'))
process.on('uncaughtException', (error) => log.error({ err: error }, 'worker: a fault nobody caught'))

log.info({ parts: parts.map(({ name }) => name) }, 'worker: started')
const untilStopped = new Promise<void>((resolve) => {
  const alive = setInterval(() => {}, 60_000)
  stopping.signal.addEventListener('abort', () => resolve(clearInterval(alive)))
})
const ended = Promise.all(parts.map(run))
await untilStopped
// What a part left half done is safe: whoever takes its lease or job over goes on from the last commit.
await Promise.race([ended, sleep(LAST_WAIT_MS)])
log.info('worker: stopped')
process.exit(0)

async function run({ name, start }: Part): Promise<void> {
  for (let failures = 0; !stopping.signal.aborted; failures += 1) {
    try {
      await start({ log, signal: stopping.signal })
      // A part that has set up its own timers returns at once, and must not be started twice.
      return
    } catch (error) {
      log.error({ err: error, part: name }, 'worker: a part failed and will be started again')
      await sleep(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures), undefined, { signal: stopping.signal }).catch(
        () => {},
      )
    }
  }
}
