import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SYSTEM } from '@/lib/audit/record'
import type { log as Log } from '@/lib/log'
import { type ParsedPlan, parsePlan, systemOf } from '@/lib/plans/parse'
import { publishRevision } from '@/lib/plans/publish-revision'
import { plansInForce, plansWithoutRevision } from '@/lib/plans/queries'

type Watch = { dir: string; log: Pick<typeof Log, 'info' | 'warn'>; signal: AbortSignal; intervalMs?: number }

/** A change is in force within five seconds; an unchanged file is confirmed once a minute. */
const INTERVAL_MS = 2_000
const CONFIRM_MS = 60_000
const MOST_BYTES = 1024 * 1024
const GONE = '\0'

/** By system: what was last published of it. Text is null for a file that only an earlier worker has read. */
type Seen = Map<string, { file: string; text: string | null; at: number }>

/**
 * Reads the folder of plans again and again and publishes what changed, until `signal` aborts. A text with faults leaves
 * the last good revision in force; so does a file that is gone. A round that fails (Postgres away, folder not readable)
 * is logged once and tried again.
 */
export async function startWatchPlans({ dir, log, signal, intervalMs = INTERVAL_MS }: Watch): Promise<void> {
  let seen: Seen | null = null
  let failing = false
  while (!signal.aborted) {
    try {
      seen ??= await lastPublished()
      await publishChanges(dir, seen, log)
      if (failing) log.info({ dir }, 'plans: read again')
      failing = false
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (!failing) log.warn({ dir, err: reason }, 'plans: could not be read or published; trying again')
      failing = true
    }
    await sleep(intervalMs, undefined, { signal }).catch(() => {})
  }
}

async function publishChanges(dir: string, seen: Seen, log: Watch['log']): Promise<void> {
  const files = (await readdir(dir)).filter((name) => /\.ya?ml$/.test(name)).sort()
  for (const name of files) {
    const file = join(dir, name)
    const text = await readText(file)
    await publishText({ file, text, parsed: () => parsePlan(text, file) }, seen, log)
  }
  const systems = new Set(files.map(systemOf))
  for (const [system, { file }] of seen) {
    if (!systems.has(system)) await publishText({ file, text: GONE, parsed: () => gone(file) }, seen, log)
  }
}

/** Files of earlier workers, so that one that vanished while none was running is noticed. */
async function lastPublished(): Promise<Seen> {
  const known = [...(await plansInForce(SYSTEM)), ...(await plansWithoutRevision(SYSTEM))]
  return new Map(known.map(({ system, file }) => [system, { file, text: null, at: 0 }]))
}

type Found = { file: string; text: string; parsed: () => ParsedPlan }

async function publishText({ file, text, parsed }: Found, seen: Seen, log: Watch['log']): Promise<void> {
  const now = Date.now()
  const system = systemOf(file)
  const before = seen.get(system)
  if (before?.text === text && now - before.at < CONFIRM_MS) return
  const outcome = await publishRevision({ system, file, text, parsed: parsed(), now })
  seen.set(system, { file, text, at: now })
  if (outcome === 'refused') log.warn({ system, file }, 'plans: refused, the last good revision stays in force')
  else if (outcome !== 'unchanged') log.info({ system, file }, `plans: ${outcome}`)
}

function gone(file: string): ParsedPlan {
  const expected = 'the plan of a system that Tidemark watches'
  const message = 'The file is gone. The last good revision stays in force.'
  return { ok: false, faults: [{ file, line: 1, column: 1, key: '', found: 'no such file', expected, message }] }
}

/** Reads at most 1 MiB: enough for the parser to say that a file is too long. */
async function readText(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
