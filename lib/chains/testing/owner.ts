import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { auditEnd, auditLinks } from '@/lib/audit/links'
import { recordHash } from '@/lib/audit/rules/hash'
import { lookAtChains } from '@/lib/chains/commands/look-at-chains'
import type { Break } from '@/lib/chains/model/verdict'
import { keepHeadsKey } from '@/lib/chains/outside/key'
import { readWritten } from '@/lib/chains/outside/lines'
import { NOTHING_WRITTEN } from '@/lib/chains/rules/lines'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { asSaid } from '@/lib/door/rules/well-formed'
import { env } from '@/lib/env'
import { appendEntry } from '@/lib/timeline/append'
import { chained, entriesOf } from '@/lib/timeline/entries'
import { entryHash } from '@/lib/timeline/rules/chain'
import { incidentName } from '@/lib/vocabulary/numbers'

/** For tests: the owner of the database, who may do anything to it and holds no key. */
export const owner = new pg.Client({ connectionString: env.DATABASE_OWNER_URL })
await owner.connect()

/** For tests: a data folder with a key. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-chains-'))
  keepHeadsKey(folder)
  return folder
}

/** For tests: a timeline of so many notes. */
export async function timelineOf(entries: number): Promise<{ id: string; chain: string }> {
  const { id, number } = await db.incident.create({
    data: {
      title: 'Corrupted rows',
      system: 'phaserai',
      severity: 'SEV1',
      mode: 'live',
      status: 'investigating',
      declaredById: randomUUID(),
      declaredByName: 'Commander on call',
      declaredAt: new Date(),
      idempotencyKey: randomUUID(),
    },
  })
  for (let i = 1; i <= entries; i++) await say(id, `entry ${i}`)
  return { id, chain: incidentName(number) }
}

/** For tests: one more note. */
export async function say(incidentId: string, text: string): Promise<void> {
  const author = { id: 'a', name: 'DBA on call' }
  await transaction((tx) =>
    appendEntry(tx, incidentId, { kind: 'note', text: asSaid(text), occurredAt: new Date(), author }),
  )
}

/** For tests: SQL as the owner, past every trigger. */
export async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  const tables = ['timeline_entry', 'audit_record', 'audit_link']
  for (const table of tables) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  await owner.query(sql, values)
  for (const table of tables) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
}

/** For tests: computes the whole chain of a timeline anew, and its head, so that nothing in the database is odd. */
export async function rehashTimeline(incidentId: string): Promise<void> {
  let prevHash = ''
  let seq = 0
  for (const entry of (await entriesOf(db, incidentId)).map(chained)) {
    const hash = entryHash(prevHash, entry)
    await tamper('UPDATE timeline_entry SET prev_hash = $2, hash = $3 WHERE id = $1', [entry.id, prevHash, hash])
    prevHash = hash
    seq = entry.seq
  }
  await tamper('UPDATE timeline SET entry_count = $2, last_hash = $3 WHERE incident_id = $1', [
    incidentId,
    seq,
    prevHash,
  ])
}

/** For tests: the same for the audit. */
export async function rehashAudit(): Promise<void> {
  let prevHash = ''
  let seq = 0
  for (const link of await auditLinks(db, 0, 10_000)) {
    if (!link.record) throw new Error('a record is gone')
    const hash = recordHash(prevHash, link.seq, link.record)
    await tamper('UPDATE audit_link SET prev_hash = $2, hash = $3 WHERE seq = $1', [link.seq, prevHash, hash])
    prevHash = hash
    seq = link.seq
  }
  await tamper('UPDATE audit_head SET length = $1, last_hash = $2', [seq, prevHash])
}

/** For tests: what a look finds in a chain. `folder` null: with nothing but the database. */
export async function breaksOf(chain: string, folder: string | null, whole = true): Promise<Break[]> {
  const written = folder ? await readWritten(folder) : NOTHING_WRITTEN
  const verdicts = await lookAtChains(whole, written, folder ?? '/nowhere', Date.now())
  return verdicts.find((verdict) => verdict.chain === chain)?.breaks ?? []
}

/** For tests: forgets what was verified, as the owner may. */
export async function forgetMarks(): Promise<void> {
  await owner.query('DELETE FROM chain_mark')
}

/** For tests: how long the audit is. */
export async function auditLength(): Promise<number> {
  return (await auditEnd(db)).length
}
