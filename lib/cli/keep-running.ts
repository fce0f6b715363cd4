import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessRecords } from '@/lib/cli/process-records'

/**
 * A process that runs. `exited` resolves when it has ended, for whatever reason; `stop` ends it gently, and by force after
 * `patienceMs`, and waits.
 */
export type Running = { pid: number; exited: Promise<unknown>; stop: (patienceMs?: number) => Promise<unknown> }

/**
 * `launch` starts it and waits until it serves; it throws when it does not come up. `answers` asks it for something small:
 * a process that lives and answers nothing is replaced. Without it only its end is noticed.
 */
export type Part = { name: string; launch: () => Promise<Running>; answers?: () => Promise<boolean> }

export type Kept = { restart: () => Promise<void>; stop: () => Promise<void> }

const STEADY_MS = 30_000
const LONGEST_PAUSE_MS = 5_000

/** A process that hangs hears no gentle word; this is for one that was only slow. */
const HUNG_PATIENCE_MS = 1_000

/** How a part that runs is looked at: how often, and how many looks in a row must fail until it counts as hung. */
export type Looks = { everyMs: number; failures: number }
const LOOKS: Looks = { everyMs: 3_000, failures: 4 }

/**
 * Starts a part and starts it again whenever it ends, at once after a steady run and with pauses that grow to five seconds
 * otherwise, without end. Throws if the very first start fails. `say` gets a line for each end and each new start. One that hangs is ended here.
 */
export async function keepRunning(
  part: Part,
  records: ProcessRecords,
  say: (line: string) => void,
  looks = LOOKS,
): Promise<Kept> {
  let running = await launch()
  let stopped = false
  let wanted = false
  const stopping = new AbortController()
  const loop = watch()

  async function launch(): Promise<Running> {
    const started = await part.launch()
    records.write(part.name, started.pid)
    return started
  }

  async function watch(): Promise<void> {
    let since = Date.now()
    for (;;) {
      await lookUntilEnded(running)
      if (stopped) return
      const steady = wanted || Date.now() - since > STEADY_MS
      if (!wanted) say(`${part.name} ended unexpectedly; starting it again`)
      wanted = false
      await startAgain(steady ? 0 : 1)
      if (stopped) return
      since = Date.now()
    }
  }

  /** Tries until it runs or nobody wants it any more: what keeps it from running may end at any time. */
  async function startAgain(failures: number): Promise<void> {
    let told = ''
    for (let count = failures; !stopped; count += 1) {
      const pause = count === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, 100 * 2 ** count)
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopped) return
      try {
        running = await launch()
        if (stopped) await running.stop()
        else say(`${part.name} runs again`)
        return
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        // Times and process numbers differ at each try; the same reason is said once.
        if (reason.replace(/\d+/g, '') !== told) say(`${part.name} did not start, and will be tried on: ${reason}`)
        told = reason.replace(/\d+/g, '')
      }
    }
  }

  /** Resolves when it has ended, by itself or because it hung. */
  async function lookUntilEnded(one: Running): Promise<void> {
    let ended = false
    const end = one.exited.then(() => {
      ended = true
    })
    const { answers } = part
    for (let failed = 0; answers && !ended; ) {
      await Promise.race([end, sleep(looks.everyMs, undefined, { ref: false })])
      if (ended || stopped) break
      failed = (await answers()) ? 0 : failed + 1
      if (failed < looks.failures || ended || stopped) continue
      say(`${part.name} runs and does not answer; replacing it`)
      await one.stop(HUNG_PATIENCE_MS)
    }
    await end
  }

  return {
    restart: async () => {
      wanted = true
      await running.stop()
    },
    stop: async () => {
      stopped = true
      stopping.abort()
      await running.stop()
      await loop
      records.remove(part.name)
    },
  }
}
