import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const STOP_TIMEOUT_MS = 20_000

/** The postmaster's pid, if the process of that number really is a PostgreSQL that serves this folder. */
export function runningPid(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder) ? pid : undefined
  } catch {
    return undefined
  }
}

/** How a program ended, with the last of what it wrote; each line goes to `log` as it comes. */
export function finished(
  child: ChildProcess,
  log?: (line: string) => void,
): Promise<{ code: number | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4000)
      if (log) for (const line of text.split('\n')) if (line !== '') log(line)
    })
  }
  return new Promise((done) => {
    child.on('error', (error) => done({ code: null, output: error.message }))
    child.on('close', (code) => done({ code, output }))
  })
}

/** Whether a server takes connections under this address. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** SIGINT is PostgreSQL's fast shutdown: clients are cut off, data is written. SIGQUIT is its last resort. */
export async function endServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  const late = await Promise.race([gone(pid), sleep(STOP_TIMEOUT_MS, 'late', { ref: false })])
  if (late === 'late') {
    signal(pid, 'SIGQUIT')
    await gone(pid)
  }
}

/** Resolves when the process is no more. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(50)
}

/** A zombie that nobody has reaped yet counts as gone. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already.
  }
}
