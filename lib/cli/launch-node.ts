import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Running } from '@/lib/cli/keep-running'
import { end, identify } from '@/lib/cli/process-records'

export type NodeProcess = {
  args: string[]
  env: Record<string, string | undefined>
  logFile: string
  /** True when it serves; asked every 100 ms. Without it the process counts as started when it still runs after 300 ms. */
  isReady?: () => Promise<boolean>
  readyTimeoutMs?: number
}

const LARGEST_LOG = 10_000_000
const hasSetpriv = existsSync('/usr/bin/setpriv')

/**
 * Starts a Node process that ends with this one, in a process group of its own so that Ctrl-C reaches only us, its output
 * in a log file. Throws with the log's last lines when it ends before it is ready or takes too long.
 */
export async function launchNode(process_: NodeProcess): Promise<Running> {
  const log = openLog(process_.logFile)
  const from = statSync(process_.logFile).size
  const line = [...(hasSetpriv ? ['setpriv', '--pdeathsig', 'TERM', '--'] : []), process.execPath, ...process_.args]
  const [command = '', ...args] = line
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: process_.env as NodeJS.ProcessEnv,
  })
  closeSync(log)
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
  if (ended)
    throw new Error(`it ended at once. Its last words (${process_.logFile}):\n${lastLines(process_.logFile, from)}`)
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

/** Opens a log for appending, and sets an old one aside first when it has grown beyond 10 MB. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > LARGEST_LOG) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

function lastLines(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString('utf8').trim().split('\n').slice(-12).join('\n')
}
