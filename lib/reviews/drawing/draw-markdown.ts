import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { log } from '@/lib/log'
import type { Drawing } from '@/lib/reviews/model/drawing'
import { DRAWING_LIMITS, whyNotDrawable } from '@/lib/reviews/rules/drawable'

/** So many texts may wait for the thread; more of them are shown as written until somebody saves again. */
const MOST_WAITING = 20

/** One thread for all texts, one after the other; it is ended when a text takes too long, and begun anew for the next. */
let thread: { worker: Worker; ready: Promise<unknown> } | undefined
let line: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * Draws a text beside the process that serves pages. Never throws: what cannot be drawn is shown as it was written.
 *
 * @param patience milliseconds, from when the thread begins with it
 */
export async function drawMarkdown(markdown: string, patience = DRAWING_LIMITS.patience): Promise<Drawing> {
  const why = whyNotDrawable(markdown)
  if (why) return asWritten(why)
  if (waiting >= MOST_WAITING) return asWritten('too many texts were being drawn at once')
  waiting += 1
  const drawing = line.then(() => drawInThread(markdown, patience)).finally(() => (waiting -= 1))
  line = drawing
  return drawing
}

async function drawInThread(markdown: string, patience: number): Promise<Drawing> {
  thread ??= begin()
  const { worker, ready } = thread
  await ready
  const drawing = await new Promise<Drawing>((done) => {
    const timer = setTimeout(() => done(asWritten(`it takes longer than ${patience / 1_000} s`)), patience)
    const answer = (drawn: Drawing) => {
      clearTimeout(timer)
      done(drawn)
    }
    worker.once('message', answer)
    worker.once('exit', () => answer(asWritten('it takes too much memory')))
    worker.postMessage(markdown)
  })
  // A late answer would be taken for that of the next text, so whoever was late or chokes is ended.
  worker.removeAllListeners('message').removeAllListeners('exit')
  if (drawing.kids === null) {
    thread = undefined
    await worker.terminate()
  }
  return drawing
}

function begin() {
  const { deepest, most } = DRAWING_LIMITS
  const worker = new Worker(resolve(process.cwd(), 'lib/reviews/drawing/thread.mjs'), {
    workerData: { deepest, most },
    resourceLimits: { maxOldGenerationSizeMb: 96, stackSizeMb: 4 },
  })
  worker.unref()
  worker.on('error', (error) => log.warn({ err: error.message }, 'reviews: the thread that draws texts ended'))
  // Its first word says that it has loaded what it needs.
  const ready = new Promise((go) => {
    worker.once('message', go)
    worker.once('exit', go)
  })
  return { worker, ready }
}

const asWritten = (why: string): Drawing => ({ kids: null, why })
