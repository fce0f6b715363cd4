import { Worker } from 'node:worker_threads'
import { testsInOrder } from './order-tests.mjs'

/** A mutant whose tests take this many times as long as without it, and seconds more, never ends: it is caught. */
const PATIENCE = { times: 3, moreMs: 5_000 }
const LOOK_EVERY = 250

/** More threads than this want more memory than they save time. */
const THREADS = 2

/**
 * Tries every mutant on the tests that pass it.
 *
 * @returns {Promise<Map<string, string | null>>} by the mutant's id who caught it: a test, or `time`; null where nobody did,
 *   undefined where no test passes it
 */
export async function tryMutants(bundles, mutants, tell) {
  const first = new Thread(bundles)
  const { played, error, ended } = await first.ask({ id: null }, Number.POSITIVE_INFINITY)
  if (!played) throw new Error(error ?? ended)
  const caught = new Map()
  const left = mutants.values().filter(({ id }) => played.covering[id])
  let done = 0

  const work = async (begun) => {
    let thread = begun
    for (const { id, file } of left) {
      tell(done++)
      const { hits, places } = played.covering[id]
      const wanted = testsInOrder(file, places, played.times)
      const usual = wanted.reduce((sum, { ms }) => sum + ms, 0)
      const answer = await thread.ask({ id, hits, wanted }, PATIENCE.times * usual + PATIENCE.moreMs)
      if (answer.error) throw new Error(answer.error)
      caught.set(id, answer.ended ? answer.ended : answer.killedBy)
      if (!answer.ended) continue
      await thread.end()
      thread = new Thread(bundles)
    }
    await thread.end()
  }
  await Promise.all([first, ...Array.from({ length: THREADS - 1 }, () => new Thread(bundles))].map(work))
  return caught
}

class Thread {
  constructor(bundles) {
    this.worker = new Worker(new URL('./play.mjs', import.meta.url), {
      workerData: { bundles },
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    })
    this.worker.on('error', (error) => this.die(error.message))
    this.worker.on('exit', () => this.die('it ended by itself'))
  }

  /** A mutant may take the whole thread with it, by its memory; a thread that cannot begin answers so too. */
  die(why) {
    this.ended ??= { ended: `its thread: ${why}` }
    this.answer?.(this.ended)
  }

  end() {
    return this.worker.terminate()
  }

  /** By the thread's own processor time: a busy machine is no reason to count a mutant as caught. */
  async ask(what, patience) {
    const before = await this.spent()
    return new Promise((resolve) => {
      const look = setInterval(async () => {
        if ((await this.spent()) - before > patience) this.answer({ ended: 'time' })
      }, LOOK_EVERY)
      this.answer = (said) => {
        clearInterval(look)
        resolve(said)
      }
      this.worker.removeAllListeners('message').once('message', this.answer)
      this.worker.postMessage(what)
      if (this.ended) this.answer(this.ended)
    })
  }

  async spent() {
    const { user, system } = await this.worker.cpuUsage().catch(() => ({ user: 0, system: 0 }))
    return (user + system) / 1000
  }
}
