import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessRecords } from '@/lib/cli/process-records'

/** A process that runs. `exited` resolves when it has ended, for whatever reason; `stop` ends it gently and waits. */
export type Running = { pid: number; exited: Promise<unknown>; stop: () => Promise<unknown> }

/** `launch` starts it and waits until it serves; it throws when it does not come up. */
export type Part = { name: string; launch: () => Promise<Running> }

export type Kept = { restart: () => Promise<void>; stop: () => Promise<void> }

const STEADY_MS = 30_000
const LONGEST_PAUSE_MS = 10_000

/**
 * Starts a part and starts it again whenever it ends, at once after a steady run and with growing pauses otherwise.
 * Throws if the very first start fails. `say` gets a line for each end and each new start.
 */
export async function keepRunning(part: Part, records: ProcessRecords, say: (line: string) => void): Promise<Kept> {
  let running = await launch()
  let stopped = false
  let wanted = false
  const loop = watch()

  async function launch(): Promise<Running> {
    const started = await part.launch()
    records.write(part.name, started.pid)
    return started
  }

  async function watch(): Promise<void> {
    let failures = 0
    let since = Date.now()
    for (;;) {
      await running.exited
      if (stopped) return
      failures = wanted || Date.now() - since > STEADY_MS ? 0 : failures + 1
      if (!wanted) say(`${part.name} ended unexpectedly; starting it again`)
      wanted = false
      since = Date.now()
      await sleep(failures === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures))
      if (stopped) return
      try {
        running = await launch()
        if (stopped) return void (await running.stop())
        say(`${part.name} runs again`)
      } catch (error) {
        say(`${part.name} did not start: ${error instanceof Error ? error.message : error}`)
      }
    }
  }

  return {
    restart: async () => {
      wanted = true
      await running.stop()
    },
    stop: async () => {
      stopped = true
      await running.stop()
      await loop
      records.remove(part.name)
    },
  }
}
