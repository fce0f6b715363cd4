import { createHash } from 'node:crypto'
import { type AuditInput, NOBODY, recordAudit } from '@/lib/audit/record'
import { TALLY_WINDOW_MS, tallyUnder } from '@/lib/audit/rules/tally'
import type { Tx } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

/** What may come a thousand times a minute. `group` is the place or person that it comes from. */
export type CountedInput = AuditInput & { group: string }

const FORGET_AFTER_MS = 3_600_000
const AT_ONCE = 500

/**
 * Records what a stranger can bring about as often as they like, without letting them fill the disk: the first at once,
 * what follows within a minute as one record with its `count`. Repeats are known by everything that `input` says.
 *
 * @param now epoch milliseconds
 */
export async function recordCounted({ group, ...input }: CountedInput, now = Date.now()): Promise<void> {
  await transaction(async (tx) => {
    const record = await shapeOf(tx, group, input, now)
    const key = keyOf(record)
    const [row] = await tx.$queryRaw<{ pending: number; recorded_at: Date }[]>`
      INSERT INTO audit_tally (key, "group", action, record, pending, recorded_at)
      VALUES (${key}, ${group}, ${record.action}, ${JSON.stringify(record)}::jsonb, 1, 'epoch')
      ON CONFLICT (key) DO UPDATE SET pending = audit_tally.pending + 1
      RETURNING pending, recorded_at`
    if (row && +row.recorded_at <= now - TALLY_WINDOW_MS)
      await writeDown(tx, { key, record, pending: row.pending }, now)
  })
}

/**
 * Records what was counted and whose minute is over; the worker calls it. Forgets what nobody has done for an hour.
 * Several may call it at once. Returns how many records were written.
 */
export async function recordTallies(now: Date): Promise<number> {
  const at = now.getTime()
  const due = await transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ key: string; record: AuditInput; pending: number }[]>`
      SELECT key, record, pending FROM audit_tally
       WHERE pending > 0 AND recorded_at <= ${new Date(at - TALLY_WINDOW_MS)}
       ORDER BY recorded_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`
    for (const row of rows) await writeDown(tx, row, at)
    const over = { pending: 0, recordedAt: { lt: new Date(at - FORGET_AFTER_MS) } }
    await tx.auditTally.deleteMany({ where: over })
    return rows
  })
  return due.length
}

async function writeDown(tx: Tx, { key, record, pending }: Row, now: number): Promise<void> {
  await recordAudit(tx, { ...record, detail: { ...record.detail, count: pending } })
  await tx.auditTally.update({ where: { key }, data: { pending: 0, recordedAt: new Date(now) } })
}

type Row = { key: string; record: AuditInput; pending: number }

/** The record as it will be written: of this very thing, of all that came from there, or of all of its kind. */
async function shapeOf(tx: Tx, group: string, input: AuditInput, now: number): Promise<AuditInput> {
  const { actor, action, subject, system, detail } = input
  const own = { actor: { id: actor.id, name: actor.name }, action, subject, system, detail } as AuditInput
  const recent = { action, recordedAt: { gt: new Date(now - TALLY_WINDOW_MS) } }
  const known = await tx.auditTally.findUnique({ where: { key: keyOf(own) } })
  const under = tallyUnder({
    known: known !== null,
    group: known ? 0 : await tx.auditTally.count({ where: { ...recent, group } }),
    action: known ? 0 : await tx.auditTally.count({ where: recent }),
  })
  if (under === 'itself') return own
  if (under === 'group') return { actor: own.actor, action, subject: { type: 'many', id: group }, detail: {} }
  return { actor: NOBODY, action, subject: { type: 'many', id: 'from many places' }, detail: {} }
}

function keyOf(record: AuditInput): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex')
}
