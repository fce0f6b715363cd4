import fs from 'node:fs'
import { appendWhole } from '@/lib/sandbox/append-whole'
import type { Answered } from '@/lib/sandbox/wire/server'

/** One line of the call log. `code` is null where the call succeeded; `effect` says what it made or changed. */
export type LoggedCall = {
  at: string
  account: string
  region: string
  role: string | null
  service: string
  action: string
  mutating: boolean
  status: number
  code: string | null
  effect: string | null
  input: unknown
  requestId: string
}

const KEPT = 20_000

/** Whether an action changes anything; AWS names readings so. */
export const isMutating = (action: string) => !/^(Describe|List|Get|Head|AssumeRole)/.test(action)

/**
 * The append-only log of calls: the judge of how often something was really asked for. Changes are written to the file
 * for ever; readings are kept in memory, the newest so many.
 */
export class CallLog {
  private readonly calls: LoggedCall[] = []
  private readonly file: number | null
  /** Lines that the disk has not taken yet, in order. */
  private unwritten: string[] = []

  constructor(path: string | null) {
    if (path && fs.existsSync(path)) this.calls = readLog(path)
    this.file = path ? fs.openSync(path, 'a', 0o600) : null
  }

  record({ call, input, status, code }: Answered): void {
    const { account, region, role, service, action, requestId, effect } = call
    const mutating = isMutating(action)
    const line: LoggedCall = {
      at: new Date(call.at).toISOString(),
      ...{ account, region, role, service, action, mutating, status, code },
      effect: effect ?? null,
      input,
      requestId,
    }
    if (mutating && this.file !== null) this.write(this.file, `${JSON.stringify(line)}\n`)
    this.calls.push(line)
    if (this.calls.length > KEPT)
      this.calls.splice(0, KEPT / 2, ...this.calls.slice(0, KEPT / 2).filter((c) => c.mutating))
  }

  /** A call was made whether or not its line finds room: it waits for the next one. */
  private write(file: number, line: string): void {
    this.unwritten.push(line)
    try {
      while (this.unwritten[0] !== undefined) {
        appendWhole(file, this.unwritten[0])
        this.unwritten.shift()
      }
    } catch {
      // Full; all calls stay in memory.
    }
  }

  /** Oldest first; every given part must be equal. */
  find(where: Partial<Record<'account' | 'region' | 'service' | 'action' | 'mutating', string>>): LoggedCall[] {
    return this.calls.filter((call) =>
      Object.entries(where).every(([part, value]) => String(call[part as keyof LoggedCall]) === value),
    )
  }

  close(): void {
    if (this.file !== null) fs.closeSync(this.file)
  }
}

function readLog(path: string): LoggedCall[] {
  return fs
    .readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line ? [JSON.parse(line) as LoggedCall] : []
      } catch {
        return []
      }
    })
}
