import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { db, type Tx } from '@/lib/db/client'
import type { Prisma, TimelineEntry } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { DomainError, InvalidInput } from '@/lib/errors'
import { writeCorrection } from '@/lib/incidents/commands/correct-entry'
import { ENTRY_RULES } from '@/lib/incidents/model/entries/entries'
import type { EntryOutcome } from '@/lib/incidents/model/incident'
import { entryTextFault, occurredAtFault } from '@/lib/incidents/rules/rules'
import { batchSchema, outgoingSchema } from '@/lib/incidents/schema'
import { incidentRecord } from '@/lib/incidents/store/incident-records'
import { lockIncident } from '@/lib/incidents/store/lock-incident'
import { auditIncident } from '@/lib/incidents/store/write-entry'
import { parseInput } from '@/lib/parse-input'
import { appendEntry } from '@/lib/timeline/append'
import { entryById } from '@/lib/timeline/entries'
import { star } from '@/lib/timeline/stars'
import { incidentName } from '@/lib/vocabulary/numbers'

type Outgoing = ReturnType<typeof outgoingSchema.parse>

/**
 * Records entries made in browsers, in the order given, each once however often it is sent. One that cannot be taken
 * does not hold up the others: every entry gets its own outcome, in the order of the input.
 *
 * @throws Forbidden when the person may not write; any error of the database, after which nothing is known to be recorded
 */
export async function recordEntries(actor: Actor, input: unknown, now = Date.now()): Promise<EntryOutcome[]> {
  systemsFor(actor, 'incident.write')
  const { entries } = parseInput(batchSchema, input, { apart: ['entries'] })
  const outcomes: EntryOutcome[] = []
  for (const raw of entries) outcomes.push(await recordOne(actor, raw, now))
  return outcomes
}

async function recordOne(actor: Actor, raw: unknown, now: number): Promise<EntryOutcome> {
  const entry = readEntry(raw)
  if ('outcome' in entry) return entry
  if (entry.authorId !== actor.id) {
    return {
      id: entry.id,
      outcome: 'not-yours',
      message: 'Somebody else wrote this entry; it waits until they sign in here.',
    }
  }
  const known = await entryById(db, entry.id)
  if (known && !(await incidentRecord(actor, known.incident))) {
    return { id: entry.id, outcome: 'refused', message: 'It is recorded in an incident that you may not read.' }
  }
  if (known) return compare(entry, known.entry, known.incident)
  const fault = faultOf(entry, now)
  if (fault) return { id: entry.id, outcome: 'refused', message: fault }
  try {
    return await transaction((tx) => append(tx, actor, entry, now))
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'unavailable') {
      return { id: entry.id, outcome: 'refused', message: error.message }
    }
    throw error
  }
}

// What cannot be read is answered under the id it came with, whatever that is, so that the browser knows which it was.
function readEntry(raw: unknown): Outgoing | EntryOutcome {
  try {
    return parseInput(outgoingSchema, raw)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    const id = typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : ''
    return { id, outcome: 'refused', message: error.message }
  }
}

async function append(tx: Tx, actor: Actor, entry: Outgoing, now: number): Promise<EntryOutcome> {
  const incident = await lockIncident(tx, actor, 'incident.write', entry.incident)
  if (entry.kind === 'correction') {
    const written = await writeCorrection(tx, actor, incident, { ...entry, reason: entry.text }, now)
    return { id: entry.id, outcome: written.appended ? 'recorded' : 'duplicate', seq: written.entry.seq }
  }
  const written = await appendEntry(tx, incident.id, {
    id: entry.id,
    kind: entry.kind,
    text: entry.text,
    occurredAt: new Date(entry.occurredAt),
    recordedAt: new Date(now),
    author: { id: actor.id, name: actor.name },
  })
  if (!written.appended) return compare(entry, written.entry, incident.number)
  if (ENTRY_RULES[entry.kind].narrative) await star(tx, entry.id, actor.name)
  await auditIncident(tx, actor, 'incident.entry', incident, { seq: written.entry.seq, kind: entry.kind })
  return { id: entry.id, outcome: 'recorded', seq: written.entry.seq }
}

function faultOf(entry: Outgoing, now: number): string | null {
  if (entry.kind === 'correction') {
    if (!entry.correctsId) return 'A correction names the entry that it corrects.'
    if (entry.text !== '') return entryTextFault(entry.text)
    return null
  }
  return entryTextFault(entry.text) ?? occurredAtFault(entry.occurredAt, now)
}

// The same id: either our own entry again, or another text that must not be lost without a word.
function compare(entry: Outgoing, known: TimelineEntry, number: number): EntryOutcome {
  const detail = known.detail as Prisma.JsonObject
  const same =
    number === entry.incident &&
    known.text === entry.text &&
    (entry.kind === 'correction'
      ? known.correctsId === (entry.correctsId ?? null) &&
        detail.newOccurredAt === entry.newOccurredAt &&
        detail.newText === entry.newText
      : known.occurredAt.getTime() === entry.occurredAt)
  if (same && known.authorId === entry.authorId) return { id: entry.id, outcome: 'duplicate', seq: known.seq }
  return {
    id: entry.id,
    outcome: 'conflict',
    message: `Another text is recorded under the same mark in ${incidentName(number)}. Both are kept: yours waits here.`,
    recorded: { text: known.text, occurredAt: known.occurredAt.getTime(), authorName: known.authorName },
  }
}
