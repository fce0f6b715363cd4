import fs from 'node:fs'
import { appendWhole } from '@/lib/sandbox/append-whole'
import type { Instance } from '@/lib/sandbox/world/types'

/** A manual snapshot. `databaseTime` is the moment whose data it holds; all times epoch ms. */
export type ManualSnapshot = {
  id: string
  account: string
  region: string
  at: number
  databaseTime: number
  /** Where the rows in it end: earlier than `databaseTime` when nobody wrote any more. */
  dataUpTo: number
  source: Instance
  tags: Record<string, string>
}

/** A restore job of AWS Backup; how far it is follows from `at` and the pace. */
export type RestoreJob = {
  id: string
  account: string
  region: string
  at: number
  recoveryPointArn: string
  backedUpResourceArn: string
  recoveryPointAt: number
  iamRoleArn: string
  metadata: Record<string, string>
  token: string | null
  target: string
  sizeBytes: number
  /** Why it can only fail, e.g. a taken name. */
  failure: string | null
}

/** An instance that somebody made here: the rows up to `dataUpTo`, in a database of this name. */
export type CreatedInstance = {
  instance: Instance
  at: number
  dataUpTo: number
  database: string
  jobId: string | null
}

type Where = { account: string; region: string; id: string }
export type Scope = { account?: string | undefined; region?: string | undefined; service?: string | undefined }

/** Everything that happened to the world beyond its schedules, in order. */
export type Happening = { at: number } & (
  | { kind: 'born' }
  | { kind: 'created'; created: CreatedInstance }
  | ({ kind: 'modified'; patch: Partial<Instance> } & Where)
  | ({ kind: 'deleted' } & Where)
  | ({ kind: 'promoted' } & Where)
  | ({ kind: 'rebooted'; failover: boolean } & Where)
  | { kind: 'snapshot'; snapshot: ManualSnapshot }
  | ({ kind: 'snapshot-deleted' } & Where)
  | { kind: 'tagged'; arn: string; set: Record<string, string>; remove: string[] }
  | { kind: 'job'; job: RestoreJob }
  | { kind: 'schedule-stopped'; scope: Scope }
  | { kind: 'drift'; account: string; drift: string; on: boolean }
  | { kind: 'schedule-resumed'; scope: Scope }
)

/**
 * The happenings, appended to a file one line each and flushed before anyone hears of them: after a kill the file is
 * read again, and a torn last line is dropped.
 */
export class State {
  readonly happenings: Happening[] = []
  private readonly file: number | null

  /** @param path null keeps everything in memory (tests) */
  constructor(path: string | null, now: number) {
    if (path && fs.existsSync(path)) this.happenings = readHappenings(path)
    this.file = path ? fs.openSync(path, 'a', 0o600) : null
    if (this.happenings.length === 0) this.append({ kind: 'born', at: now })
  }

  /** Writes a happening down; it is on disk when this returns. */
  append(happening: Happening): void {
    if (this.file !== null) {
      appendWhole(this.file, `${JSON.stringify(happening)}\n`)
      fs.fsyncSync(this.file)
    }
    this.happenings.push(happening)
  }

  /** When the sandbox first started, epoch ms. */
  get born(): number {
    return (this.happenings[0] as Happening).at
  }

  /** All happenings of one kind, oldest first. */
  all<K extends Happening['kind']>(kind: K): Extract<Happening, { kind: K }>[] {
    return this.happenings.filter((h) => h.kind === kind) as Extract<Happening, { kind: K }>[]
  }

  /** Whether scheduled runs of this service stood still at a time (the fault `stop-schedule`). */
  isStopped(where: Required<Scope>, time: number): boolean {
    return this.stopsOf(where).some(({ from, to }) => from <= time && time < to)
  }

  /** The stretches in which this service's schedules stood still. */
  stopsOf(where: Required<Scope>): { from: number; to: number }[] {
    const stops = new Map<string, { from: number; to: number }[]>()
    for (const h of this.happenings) {
      if (h.kind !== 'schedule-stopped' && h.kind !== 'schedule-resumed') continue
      if (!matches(h.scope, where)) continue
      const key = JSON.stringify(h.scope)
      const list = stops.get(key) ?? []
      stops.set(key, list)
      const open = list.findLast(({ to }) => to === Number.POSITIVE_INFINITY)
      if (h.kind === 'schedule-stopped' && !open) list.push({ from: h.at, to: Number.POSITIVE_INFINITY })
      if (h.kind === 'schedule-resumed' && open) open.to = h.at
    }
    return [...stops.values()].flat()
  }

  close(): void {
    if (this.file !== null) fs.closeSync(this.file)
  }
}

/** Whether a scope (an absent part means all) takes in a place. */
export function matches(scope: Scope, where: Scope): boolean {
  return (['account', 'region', 'service'] as const).every((part) => !scope[part] || scope[part] === where[part])
}

function readHappenings(path: string): Happening[] {
  const text = fs.readFileSync(path, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) fs.truncateSync(path, Buffer.byteLength(whole))
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Happening)
}
