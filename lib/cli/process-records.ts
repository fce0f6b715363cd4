import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process that cannot be mistaken for a later one of the same number: when it started, in ticks since which boot. */
export type Identity = { pid: number; started: string }

/** The identity of a living process; undefined when there is none, or only a zombie. */
export function identify(pid: number): Identity | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : { pid, started: `${fields[19]} ${boot}` }
  } catch {
    return undefined
  }
}

export function isAlive(identity: Identity): boolean {
  return identify(identity.pid)?.started === identity.started
}

/** What this product has running, one file a process in `run/` of the data folder. */
export class ProcessRecords<Details extends object = object> {
  readonly #folder: string

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'run')
    mkdirSync(this.#folder, { recursive: true })
  }

  /** Whole or not at all. Never throws: a process that no file tells of still ends with the one that started it. */
  write(name: string, pid: number, details?: Details): void {
    const identity = identify(pid)
    if (!identity) return
    const draft = `${this.#file(name)}.new`
    try {
      writeFileSync(draft, `${JSON.stringify({ ...identity, ...details })}\n`, { mode: 0o600 })
      renameSync(draft, this.#file(name))
    } catch {
      removeQuietly(draft)
    }
  }

  read(name: string): (Identity & Partial<Details>) | undefined {
    try {
      return JSON.parse(readFileSync(this.#file(name), 'utf8'))
    } catch {
      return undefined
    }
  }

  remove(name: string): void {
    removeQuietly(this.#file(name))
  }

  /** Ends what earlier starts left running, except the named; returns their names. Never touches a number that was reused. */
  async endLeftovers(except: string[] = []): Promise<string[]> {
    const names = existsSync(this.#folder) ? readdirSync(this.#folder).map((file) => file.replace(/\.json$/, '')) : []
    const ended: string[] = []
    for (const name of names.filter((each) => !except.includes(each))) {
      const identity = this.read(name)
      if (identity && (await end(identity))) ended.push(name)
      this.remove(name)
    }
    return ended
  }

  #file(name: string): string {
    return join(this.#folder, `${name}.json`)
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // A disk that only lets itself be read keeps it; whoever reads it looks whether the process lives.
  }
}

/** SIGTERM, and after `patienceMs` SIGKILL. False when it was gone already. */
export async function end(identity: Identity, patienceMs = 8_000): Promise<boolean> {
  if (!isAlive(identity)) return false
  const deadline = Date.now() + patienceMs
  process.kill(identity.pid, 'SIGTERM')
  while (isAlive(identity)) {
    await sleep(50)
    if (Date.now() > deadline && isAlive(identity)) process.kill(identity.pid, 'SIGKILL')
  }
  return true
}
