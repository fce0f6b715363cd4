import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import type { Trouble } from '@/lib/notices/model/trouble'
import { enqueue } from '@/lib/outbox/enqueue'
import { KINDS } from '@/lib/outbox/rules/kinds'
import { unheardAlarms } from '@/lib/outbox/standing'

/** How many troubles were told for the first time, and how many told ones have cleared. */
export type NoticesKept = { told: number; cleared: number }

/** A trouble has to be absent this long before it counts as cleared: one odd reading must not tell people twice. */
const CLEAR_AFTER_MS = 60_000

/**
 * Keeps the open troubles as notices and puts a message into the outbox when one outlives its grace, once, and when a told
 * one has cleared, once. One that nobody heard of in its message's age and that still holds is told anew. Idempotent:
 * workers that look at the same time take turns, and each message has its own key.
 *
 * @param now epoch milliseconds
 */
export function keepNotices(troubles: readonly Trouble[], now: number): Promise<NoticesKept> {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('notices', 7))`
    const result = { told: 0, cleared: 0 }
    const known = new Map((await tx.notice.findMany({ where: { clearedAt: null } })).map((row) => [row.key, row]))
    const unheard = await unheardAmong(tx, [...known.values()], now)
    for (const trouble of troubles) {
      const row = known.get(trouble.key) ?? (await open(tx, trouble, now))
      // Seen again: what waited to be cleared is not.
      known.delete(trouble.key)
      absentSince.delete(trouble.key)
      const again = unheard.has(subjectOf(trouble.key))
      if (!again && (row.notifiedAt !== null || now - beganAt(row, trouble) < trouble.graceMs)) continue
      await tx.notice.update({
        where: { key: trouble.key },
        data: { notifiedAt: new Date(now), sentence: trouble.sentence, subject: trouble.subject },
      })
      if (await tell(tx, 'began', { ...row, ...trouble }, now, again ? `:${now}` : '')) result.told += 1
    }
    for (const row of known.values()) {
      const since = absentSince.get(row.key) ?? now
      absentSince.set(row.key, since)
      if (row.notifiedAt !== null && now - since < CLEAR_AFTER_MS) continue
      absentSince.delete(row.key)
      await tx.notice.update({ where: { key: row.key }, data: { clearedAt: new Date(now) } })
      if (row.notifiedAt !== null && (await tell(tx, 'cleared', row, now))) result.cleared += 1
    }
    return result
  })
}

/** Told so long ago that the message has aged, and heard by nobody: a receiver that comes back is to hear what holds. */
function unheardAmong(tx: Tx, rows: { key: string; notifiedAt: Date | null }[], now: number): Promise<Set<string>> {
  const before = now - KINDS['notice-began'].age
  const aged = rows.filter(({ notifiedAt }) => notifiedAt !== null && notifiedAt.getTime() <= before)
  return unheardAlarms(
    tx,
    aged.map(({ key }) => subjectOf(key)),
  )
}

const subjectOf = (key: string) => `notice:${key}`

/** Only an unknown may begin later than it was written down: while no worker looked, nothing could be known. */
function beganAt(row: { since: Date }, trouble: Trouble): number {
  const since = row.since.getTime()
  return trouble.kind === 'unknown' ? Math.max(since, trouble.since) : since
}

/** When this process first missed a trouble; another process that counts anew only clears it later. */
const absentSince = new Map<string, number>()

type Told = {
  key: string
  kind: string
  system: string
  subject: string
  sentence: string
  since: Date | number
  occurrence: number
}

async function open(tx: Tx, trouble: Trouble, now: number) {
  const { key, kind, system, subject, sentence } = trouble
  const before = await tx.notice.findUnique({ where: { key } })
  // A missed slot is in the past by nature; everything else begins anew when it returns.
  const since = new Date(
    before?.clearedAt ? Math.max(trouble.since, before.clearedAt.getTime()) : Math.min(trouble.since, now),
  )
  const data = { kind, system, subject, sentence, since, notifiedAt: null, clearedAt: null }
  return tx.notice.upsert({
    where: { key },
    create: { key, ...data },
    update: { ...data, occurrence: { increment: 1 } },
  })
}

function tell(tx: Tx, what: 'began' | 'cleared', notice: Told, now: number, again = ''): Promise<boolean> {
  const { key, kind, system, subject, sentence, occurrence } = notice
  const since = new Date(notice.since).toISOString()
  const text = what === 'began' ? `${subject}. ${sentence}` : `${subject}. It has cleared; it began ${since} (UTC).`
  const payload = { event: `${kind}.${what}`, system, subject, text, since, at: new Date(now).toISOString() }
  const dedupeKey = `${what}:${key}:${occurrence}${again}`
  return enqueue(tx, { kind: `notice-${what}`, subject: subjectOf(key), dedupeKey, payload })
}
