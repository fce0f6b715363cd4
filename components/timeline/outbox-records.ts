import type { IDBPDatabase } from 'idb'
import { BY_ID, ENTRIES, quiet } from '@/components/timeline/outbox-database'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'

/** What the device holds: entries in the order of writing, and the keys of what cannot be read as one and is left alone. */
export type Records = { entries: WaitingEntry[]; broken: IDBValidKey[] }

/** Reads all that is kept on this device. */
export async function readRecords(database: IDBPDatabase): Promise<Records> {
  const records: Records = { entries: [], broken: [] }
  for (const key of await look(database).getAllKeys()) {
    const value = await readRecord(database, key)
    const entry = asEntry(value)
    if (entry) records.entries.push(entry)
    else if (value !== undefined) records.broken.push(key)
  }
  return records
}

/**
 * Writes an entry to the disk of this device, where it stands already or where the one with the id `instead` does. Answers
 * false when that is not there any more, because another tab sent or discarded it. Rejects when the entry does not stand
 * there afterwards.
 */
export async function writeRecord(database: IDBPDatabase, entry: WaitingEntry, instead?: string): Promise<boolean> {
  const change = begin(database)
  const order = await change.store.index(BY_ID).getKey(instead ?? entry.id)
  if (order === undefined && instead !== undefined) return false
  // Asked for now, so that it is answered after the change, and before another tab can take the entry out.
  const there = look(database).get(order ?? entry.order)
  // Never over another tab's entry that has, by chance, the same place.
  const written = order === undefined ? change.store.add(entry) : change.store.put({ ...entry, order })
  const [kept] = await Promise.all([there, written, change.done])
  if (asEntry(kept)?.text !== entry.text) throw new Error('The storage does not hold what it was given.')
  return true
}

/** Takes out the entry of this id; fine when it is not there. */
export async function deleteRecord(database: IDBPDatabase, id: string): Promise<void> {
  const change = begin(database)
  const order = await change.store.index(BY_ID).getKey(id)
  if (order !== undefined) await change.store.delete(order)
  await change.done
}

// Null when it is there and cannot be read. A transaction each, because a value that fails takes its transaction along.
async function readRecord(database: IDBPDatabase, key: IDBValidKey): Promise<unknown> {
  try {
    return await look(database).get(key)
  } catch (error) {
    // That the connection went says nothing about the record.
    if (/^(InvalidState|Abort)Error$/.test((error as Error).name)) throw error
    return null
  }
}

function begin(database: IDBPDatabase) {
  return quiet(database.transaction(ENTRIES, 'readwrite', { durability: 'strict' }))
}

function look(database: IDBPDatabase) {
  return quiet(database.transaction(ENTRIES)).store
}

// Null when it cannot be shown and sent: damaged, or of another version.
function asEntry(record: unknown): WaitingEntry | null {
  // The first version also wrote `queuedAt`, which nothing reads.
  const { queuedAt: _queuedAt, problem, ...entry } = Object(record) as Partial<WaitingEntry> & { queuedAt?: unknown }
  const { id, authorId, authorName, kind, text, newText = '', incident, order, occurredAt } = entry
  const said = [id, authorId, authorName, kind, text, newText].every((word) => typeof word === 'string')
  if (!said || !Number.isFinite(incident) || !Number.isFinite(order) || !isInstant(occurredAt)) return null
  const clear = problem?.message && (problem.outcome !== 'conflict' || isInstant(problem.recorded?.occurredAt))
  return { ...(entry as WaitingEntry), ...(clear ? { problem } : {}) }
}

function isInstant(at: number | undefined): boolean {
  return Number.isFinite(at) && Math.abs(Number(at)) <= 8.64e15
}
