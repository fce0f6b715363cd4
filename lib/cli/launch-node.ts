import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Running } from '@/lib/cli/keep-running'
import { LogFile, type LogLimits } from '@/lib/cli/log-file'
import { end, identify } from '@/lib/cli/process-records'

export type NodeProcess = {
  args: string[]
  env: Record<string, string | undefined>
  logFile: string
  logLimits?: LogLimits
  /** True when it serves; asked every 100 ms. Without it the process counts as started when it still runs after 300 ms. */
  isReady?: () => Promise<boolean>
  readyTimeoutMs?: number
}

/** Of what a process says, so much is kept to be shown when it does not start. Characters. */
const LAST_WORDS = 8_000
const hasSetpriv = existsSync('/usr/bin/setpriv')

/**
 * Starts a Node process that ends with this one, in a process group of its own so that Ctrl-C reaches only us, its output
 * in a log file that this one writes. Throws with its last lines when it ends before it is ready or takes too long.
 */
export async function launchNode(process_: NodeProcess): Promise<Running> {
  const line = [...(hasSetpriv ? ['setpriv', '--pdeathsig', 'TERM', '--'] : []), process.execPath, ...process_.args]
  const [command = '', ...args] = line
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: process_.env as NodeJS.ProcessEnv,
  })
  const log = new LogFile(process_.logFile, process_.logLimits)
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('error', () => {})
    stream.on('data', (bytes: Buffer) => {
      log.write(bytes)
      words = (words + bytes.toString()).slice(-LAST_WORDS)
    })
  }
  child.on('close', () => log.close())
  let ended = false
  const exited = new Promise<void>((resolve) => {
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  }).then(() => {
    ended = true
  })
  const identity = identify(child.pid ?? 0)
  const stop = async (patienceMs?: number) => {
    if (identity) await end(identity, patienceMs)
  }
  const deadline = Date.now() + (process_.readyTimeoutMs ?? 60_000)
  await Promise.race([exited, sleep(process_.isReady ? 50 : 300)])
  while (!ended && process_.isReady && !(await process_.isReady())) {
    if (Date.now() > deadline) {
      await stop()
      break
    }
    await Promise.race([exited, sleep(100)])
  }
  if (ended) {
    // What it said last may still be on its way.
    await sleep(50)
    throw new Error(`it ended at once. Its last words (${process_.logFile}):\n${lastLines(words)}`)
  }
  return { pid: child.pid ?? 0, exited, stop }
}

/** True when an HTTP server answers there within `patienceMs` with a status below the given one. */
export async function answersHttp(url: string, below: number, patienceMs = 2_000): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'manual' })
    await response.arrayBuffer()
    return response.status < below
  } catch {
    return false
  }
}

function lastLines(words: string): string {
  return words.trim().split('\n').slice(-12).join('\n')
}
