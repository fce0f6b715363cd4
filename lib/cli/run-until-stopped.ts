import { loadDotEnv } from '@/lib/cli/settings'
import { StartFault } from '@/lib/cli/start-fault'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

type Started = { stop: () => Promise<void> }

/**
 * Runs what `start` gives until this process is told to stop, then stops all of it. A stop during the start waits until
 * what is starting can be stopped. Ends with code 0 after a stop, 1 when the start failed.
 */
export async function runUntilStopped(start: (say: (line: string) => void) => Promise<Started>): Promise<void> {
  let stopAsked = () => {}
  const asked = new Promise<void>((resolve) => {
    stopAsked = resolve
  })
  // npm passes on the signal that Ctrl-C already brought: the second one means the same.
  for (const signal of stopSignals) process.on(signal, () => stopAsked())
  outliveOutput()
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stopAsked(), 500).unref()
  try {
    loadDotEnv()
    const started = await start(say)
    await asked
    console.log('\n  Stopping …')
    await started.stop()
    console.log('  Stopped. The state is kept.')
    process.exit(0)
  } catch (error) {
    console.error(
      `\n${error instanceof StartFault || !(error instanceof Error) ? String((error as Error).message) : error.stack}`,
    )
    process.exit(1)
  }
}

/** Of the system, not of the code: they say that something could not be written or reached just now. */
const PASSING = new Set('ENOSPC EDQUOT EIO EROFS EPIPE EAGAIN EMFILE ENFILE ENOMEM ECONNRESET ETIMEDOUT'.split(' '))

/** A terminal that is gone or a disk that is full stops nothing: what this process watches over goes on. */
function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const fault = (error: unknown) => {
    const { code, message, stack } = error as NodeJS.ErrnoException
    if (code && PASSING.has(code)) return say(`the system refused something (${message}); going on`)
    console.error(stack ?? error)
    process.exit(1)
  }
  process.on('uncaughtException', fault)
  process.on('unhandledRejection', fault)
}

function say(line: string): void {
  console.log(`  ${new Date().toISOString().slice(11, 19)} UTC  ${line}`)
}
