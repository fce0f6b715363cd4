import { setTimeout as sleep } from 'node:timers/promises'
import { lookAtChains } from '@/lib/chains/commands/look-at-chains'
import { writeHeads } from '@/lib/chains/commands/write-heads'
import type { ChainVerdict } from '@/lib/chains/model/verdict'
import { readWritten } from '@/lib/chains/outside/lines'
import { headsDue, wholeWalkDue } from '@/lib/chains/rules/due'
import { watchTimes } from '@/lib/chains/store/record-state'
import type { log as Log } from '@/lib/log'

type Context = {
  log: Pick<typeof Log, 'info' | 'warn' | 'error'>
  signal: AbortSignal
  dataFolder: string
  intervalMs?: number
}

const INTERVAL_MS = 15_000

/**
 * Verifies what was added to each chain every few seconds, every chain from its first entry each night, and writes their
 * heads outside every hour, until `signal` aborts. A round that fails is logged; the next one tries again.
 */
export async function startKeepChains({ log, signal, dataFolder, intervalMs = INTERVAL_MS }: Context): Promise<void> {
  let written = await readWritten(dataFolder)
  while (!signal.aborted) {
    try {
      const now = Date.now()
      const { wholeAt, writtenAt } = await watchTimes()
      const whole = wholeWalkDue(wholeAt, now)
      if (whole) written = await readWritten(dataFolder)
      tell(await lookAtChains(whole, written, dataFolder, now), log)
      if (headsDue(writtenAt, now)) written = await writeHeads(dataFolder, now)
    } catch (error) {
      log.warn({ err: error instanceof Error ? error.message : String(error) }, 'chains: a look failed, trying again')
    }
    await sleep(intervalMs, undefined, { signal }).catch(() => {})
  }
}

/** So many breaks of a chain are written to the log; the rest is on the audit's page. */
const TOLD = 20
const told = new Set<string>()

function tell(verdicts: readonly ChainVerdict[], log: Context['log']): void {
  for (const { chain, breaks } of verdicts) {
    for (const { seq, why, found } of breaks.filter(({ explained }) => !explained).slice(0, TOLD)) {
      const key = `${chain} ${seq} ${found}`
      if (!told.has(key)) log.error({ chain, seq, why }, 'chains: a break')
      told.add(key)
    }
  }
}
