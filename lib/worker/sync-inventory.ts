import { setTimeout as sleep } from 'node:timers/promises'
import { SYSTEM } from '@/lib/audit/record'
import { applyPlanAssets } from '@/lib/inventory/apply/plan-assets'
import { applySync } from '@/lib/inventory/apply/sync'
import { findCollector } from '@/lib/inventory/collect/collector-queries'
import { collectorsOf } from '@/lib/inventory/collect/collectors'
import { startBoss } from '@/lib/jobs/boss'
import type { log as Log } from '@/lib/log'
import { plansInForce } from '@/lib/plans/in-force/queries'
import type { PlanInForce } from '@/lib/plans/model/in-force'
import { collect } from '@/lib/worker/collect'

type Context = { log: Pick<typeof Log, 'info' | 'warn'>; signal: AbortSignal; intervalS: number }

const QUEUE = 'sync-collector'

/** Jobs at a time in this process, and of one system: a silent account must not hold up the others. */
const AT_ONCE = 12
const OF_ONE_SYSTEM = 4

/** A job's longest life: the run's own limit and the write after it. A killed worker's job is free again then. */
const EXPIRE_S = 75
const KEEP_DONE_S = 3_600

/**
 * Keeps the inventory in step with AWS until `signal` aborts: at start and then every `intervalS` seconds a job for each
 * collector that the plans in force ask for. Any number of workers may run: a collector has one job at a time, and one per
 * interval. Throws when the queue cannot be started; faults later on are logged and tried again.
 */
export async function startSync({ log, signal, intervalS }: Context): Promise<void> {
  const boss = await startBoss()
  try {
    await boss.createQueue(QUEUE, {
      policy: 'exclusive',
      expireInSeconds: EXPIRE_S,
      // A killed worker's job is taken up by another after ten seconds of silence.
      heartbeatSeconds: 10,
      retryLimit: 1,
      deleteAfterSeconds: KEEP_DONE_S,
      retentionSeconds: Math.max(60, intervalS),
    })
    await boss.work<{ id: string }>(
      QUEUE,
      { localConcurrency: AT_ONCE, localGroupConcurrency: OF_ONE_SYSTEM, pollingIntervalSeconds: 1 },
      async (jobs) => {
        for (const { data } of jobs) await syncCollector(data.id, { log, signal })
      },
    )
    while (!signal.aborted) {
      const plans = await readPlans(log)
      for (const { id, system } of plans.flatMap(({ plan }) => collectorsOf(plan))) {
        const options = { singletonKey: id, singletonSeconds: slotS(intervalS), group: { id: system } }
        await boss
          .send(QUEUE, { id }, options)
          .catch((error) => log.warn({ err: messageOf(error), collector: id }, 'sync: not queued'))
      }
      const known = revisionsOf(plans)
      const changed = async () => revisionsOf(await plansInForce(SYSTEM)) !== known
      await untilNextRound({ signal, intervalS, changed })
    }
  } finally {
    await boss.stop({ graceful: false }).catch(() => {})
  }
}

/** Reads one collector and applies what it saw. Never throws: a fault of Postgres is logged, the next round tries again. */
export async function syncCollector(id: string, { log, signal }: Pick<Context, 'log' | 'signal'>): Promise<void> {
  try {
    const unit = await findCollector(id)
    if (!unit || signal.aborted) return
    const run = await collect(unit, signal)
    if (signal.aborted) return
    const applied = await applySync(unit, run)
    for (const { what, fault } of run.faults) {
      log.warn({ collector: id, what, kind: fault.kind, code: fault.code }, 'sync: a source could not be read')
    }
    if (!applied.overtaken && applied.inserted + applied.updated + applied.gone > 0) {
      const { inserted, updated, gone } = applied
      log.info(
        { collector: id, inserted, updated, gone, calls: run.seen.calls, ms: run.durationMs },
        'sync: points changed',
      )
    }
  } catch (error) {
    log.warn({ collector: id, err: messageOf(error) }, 'sync: what was read could not be kept; trying again next round')
  }
}

/** Which revisions are in force, as one text that changes with them. */
function revisionsOf(plans: readonly PlanInForce[]): string {
  return plans.map(({ system, revisionId }) => `${system} ${revisionId}`).join('\n')
}

async function readPlans(log: Context['log']): Promise<PlanInForce[]> {
  try {
    const plans = await plansInForce(SYSTEM)
    for (const { plan } of plans) await applyPlanAssets(plan)
    return plans
  } catch (error) {
    log.warn({ err: messageOf(error) }, 'sync: the plans in force could not be read')
    return []
  }
}

const LOOK_MS = 2_000
/** A little into the interval, so that a clock that differs from Postgres' is in the same one. */
const INTO_MS = 500

const slotS = (intervalS: number) => Math.max(1, Math.floor(intervalS))

/**
 * Waits for the next interval, counted from the epoch as the queue counts: a worker that was started again keeps the beat.
 * Ends sooner when a plan came into force; a fault in asking counts as none.
 */
async function untilNextRound({
  signal,
  intervalS,
  changed,
}: Omit<Context, 'log'> & { changed: () => Promise<boolean> }) {
  const slotMs = slotS(intervalS) * 1_000
  const until = (Math.floor(Date.now() / slotMs) + 1) * slotMs + INTO_MS
  while (!signal.aborted && Date.now() < until) {
    await sleep(Math.min(LOOK_MS, until - Date.now()), undefined, { signal }).catch(() => {})
    if (await changed().catch(() => false)) return
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
