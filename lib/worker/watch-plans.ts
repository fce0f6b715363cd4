import { setTimeout as sleep } from 'node:timers/promises'
import { SYSTEM } from '@/lib/audit/record'
import type { log as Log } from '@/lib/log'
import { lookAtPlans, type PlanLook, withoutText } from '@/lib/plans/document/plan-files'
import { plansInForce, plansWithoutRevision } from '@/lib/plans/in-force/queries'
import { forgetRefused, publishRevision } from '@/lib/plans/revisions/publish-revision'

type Watch = { dir: string; log: Pick<typeof Log, 'info' | 'warn'>; signal: AbortSignal; intervalMs?: number }

/** A change is in force within five seconds; an unchanged file is confirmed once a minute. */
const INTERVAL_MS = 2_000
const CONFIRM_MS = 60_000
/** What changed is looked at again so much later: a file that is being written, or renamed, is not yet what it will be. */
const SETTLE_MS = 300
const GONE = 'no such file'

/** By system: what was last published of it. The mark is null for a file that only an earlier worker has read. */
type Seen = Map<string, { file: string; mark: string | null; at: number }>

/**
 * Reads the folder of plans again and again and publishes what changed, until `signal` aborts. A text with faults leaves
 * the last good revision in force; so does a file that is gone or cannot be read. A file counts once it is the same at
 * two looks. A round that fails (Postgres away, folder not readable) is logged once and tried again.
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

/** One plan that cannot be published keeps none of the others from it; the round fails with the first reason. */
async function publishChanges(dir: string, seen: Seen, log: Watch['log']): Promise<void> {
  const looks = await settledLooks(dir, seen)
  const results = []
  for (const [system, look] of looks) {
    results.push(await publishLook(system, look, seen, log).catch((error: unknown) => ({ error })))
  }
  const failed = results.find((result) => result !== undefined)
  if (failed) throw failed.error
}

/** What the folder holds, without files that are still changing; files that are gone since they were published count, too. */
async function settledLooks(dir: string, seen: Seen): Promise<Map<string, PlanLook>> {
  const first = await lookAtAll(dir, seen)
  const hasNews = [...first].some(([system, { mark }]) => seen.get(system)?.mark !== mark)
  if (!hasNews) return first
  await sleep(SETTLE_MS)
  const second = await lookAtAll(dir, seen)
  return new Map(
    [...second].filter(([system, { file, mark }]) => {
      const before = first.get(system)
      return before?.mark === mark && before.file === file
    }),
  )
}

async function lookAtAll(dir: string, seen: Seen): Promise<Map<string, PlanLook>> {
  const looks = await lookAtPlans(dir)
  for (const [system, { file }] of seen) {
    if (!looks.has(system)) looks.set(system, withoutText(file, GONE, 'the plan of a system that Tidemark watches'))
  }
  return looks
}

/** Files of earlier workers, so that one that vanished while none was running is noticed. */
async function lastPublished(): Promise<Seen> {
  const known = [...(await plansInForce(SYSTEM)), ...(await plansWithoutRevision(SYSTEM))]
  return new Map(known.map(({ system, file }) => [system, { file, mark: null, at: 0 }]))
}

async function publishLook(system: string, look: PlanLook, seen: Seen, log: Watch['log']): Promise<void> {
  const { file, mark, text, parse } = look
  const now = Date.now()
  const before = seen.get(system)
  if (before?.mark === mark && now - before.at < CONFIRM_MS) return
  const parsed = parse()
  if (!parsed.ok && parsed.faults[0]?.found === GONE && (await forgetRefused(system))) {
    seen.delete(system)
    return
  }
  const outcome = await publishRevision({ system, file, text, parsed, now })
  seen.set(system, { file, mark, at: now })
  const fault = parsed.ok ? undefined : parsed.faults[0]?.message
  if (outcome === 'refused') log.warn({ system, file, fault }, 'plans: refused, the last good revision stays in force')
  else if (outcome !== 'unchanged') log.info({ system, file }, `plans: ${outcome}`)
}
