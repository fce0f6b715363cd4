import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import * as calls from '@/lib/aws/restore-calls'
import * as looks from '@/lib/aws/restore-looks'
import { env } from '@/lib/env'
import { driveOnce } from '@/lib/restores/drive/drive'
import type { DriveDeps } from '@/lib/restores/drive/types'
import { DEFAULT_SETTINGS } from '@/lib/restores/machine/types'
import { METHODS, type RestorePorts } from '@/lib/restores/methods/registry'

/** How long to wait when no restore is due. Milliseconds. */
const IDLE_MS = 500

/** The longest pause after a fault, such as a database that does not answer. Milliseconds. */
const LONGEST_PAUSE_MS = 10_000

/** What restores need of AWS, by the real SDK. */
const ports: RestorePorts = { ...calls, ...looks }

type Context = {
  log: DriveDeps['log']
  signal: AbortSignal
  between?: DriveDeps['between']
  methods?: DriveDeps['methods']
}

/** Moves restores on until `signal` aborts; any number of workers may do so at once. Ends after the step under way. */
export async function startDriveRestores({ log, signal, between, methods = METHODS }: Context): Promise<void> {
  const settings = {
    ...DEFAULT_SETTINGS,
    leaseMs: env.RESTORE_LEASE_S * 1_000,
    settleMs: env.RESTORE_SETTLE_S * 1_000,
    pollMs: env.RESTORE_POLL_S * 1_000,
  }
  const owner = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`
  const deps: DriveDeps = { ports, methods, owner, settings, log, ...(between ? { between } : {}) }
  let pause = IDLE_MS
  while (!signal.aborted) {
    try {
      const moved = await driveOnce(deps)
      pause = IDLE_MS
      if (moved) continue
    } catch (error) {
      log.warn({ err: error instanceof Error ? error.message : String(error) }, 'restores: a step failed, trying again')
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2)
    }
    await sleep(pause, undefined, { signal }).catch(() => {})
  }
}
