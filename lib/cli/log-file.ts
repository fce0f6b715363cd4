import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** How much is kept of a log: so many files of so many bytes each, the one that is written among them. */
export type LogLimits = { bytes: number; files: number }

const DEFAULT_LOG_LIMITS: LogLimits = { bytes: 10_000_000, files: 5 }

/**
 * A log file, made when it is first written to and turned over when it is full: `web.log` becomes `web.log.1`, that one
 * `web.log.2`. Nothing here throws. What cannot be written (a full disk, a folder that is gone) is counted, and the count
 * is the first line once writing works again.
 */
export class LogFile {
  readonly #path: string
  readonly #limits: LogLimits
  #fd: number | undefined
  #size = 0
  #isFile = false
  #lost = 0
  #why = ''
  #torn = false

  constructor(path: string, limits: LogLimits = DEFAULT_LOG_LIMITS) {
    this.#path = path
    this.#limits = limits
  }

  /** Lines that were not written since the last one that was. */
  get lost(): number {
    return this.#lost
  }

  /** Appends text as it is; a line carries its own line feed. */
  write(text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    try {
      this.#open()
      if (this.#isFile && this.#size > 0 && this.#size + bytes.length > this.#limits.bytes) this.#turnOver()
      if (this.#lost > 0) this.#append(Buffer.from(this.#gap()))
      this.#lost = 0
      this.#append(bytes)
    } catch (error) {
      this.#lost += Math.max(
        1,
        bytes.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0),
      )
      this.#why = (error as NodeJS.ErrnoException).code ?? String(error)
      // Opened anew next time: the file may lie on a disk that was taken away.
      this.close()
    }
  }

  close(): void {
    if (this.#fd === undefined) return
    try {
      closeSync(this.#fd)
    } catch {
      // Some disks say only now that they are full; what was lost is counted already.
    }
    this.#fd = undefined
  }

  #open(): void {
    if (this.#fd !== undefined) return
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 })
    this.#fd = openSync(this.#path, 'a', 0o600)
    const stat = fstatSync(this.#fd)
    this.#size = stat.size
    this.#isFile = stat.isFile()
  }

  #append(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      const written = writeSync(this.#fd as number, bytes, at)
      at += written
      this.#size += written
      this.#torn = at < bytes.length
    }
  }

  #turnOver(): void {
    this.close()
    const name = (number: number) => (number === 0 ? this.#path : `${this.#path}.${number}`)
    try {
      for (let number = this.#limits.files - 1; number > 0; number -= 1) moveIfThere(name(number - 1), name(number))
      if (this.#limits.files <= 1) rmSync(this.#path, { force: true })
    } catch {
      // It may not be moved; the cap holds all the same.
      truncateSync(this.#path)
    }
    this.#open()
  }

  #gap(): string {
    return `${this.#torn ? '\n' : ''}[log] ${this.#lost} lines could not be written here (${this.#why})\n`
  }
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
