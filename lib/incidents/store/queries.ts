import { SYSTEM } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { can, ofSystems, type Systems, systemsFor } from '@/lib/auth/rules/roles'
import { type Db, db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { NotFound } from '@/lib/errors'
import type { EntryDto, IncidentDto, IncidentSummary, IncidentUpdate } from '@/lib/incidents/model/incident'
import { openOffers } from '@/lib/incidents/rules/rules'
import { exposureBases } from '@/lib/incidents/store/exposure-basis'
import { followedActs } from '@/lib/incidents/store/followed-acts'
import { toEntryDto, toFacts, toRoleHolder, toSummary } from '@/lib/incidents/store/rows'
import { readTogether } from '@/lib/live/read-together'
import { revisionsById } from '@/lib/plans/in-force/queries'
import type { LinkedRestore } from '@/lib/restores/model/linked'
import { linkedRestores } from '@/lib/restores/store/linked-restores'
import { entriesOf, newestEntries, timelineHeads } from '@/lib/timeline/entries'
import { starredIds } from '@/lib/timeline/stars'
import { parseIncidentName } from '@/lib/vocabulary/numbers'

/** At most so many entries are sent at once; older ones are asked for by `before`. */
const ENTRY_PAGE = 300

const SUMMARY = {
  roles: { where: { until: null }, orderBy: { since: 'asc' } },
} satisfies Prisma.IncidentInclude

/** An incident with what its summary needs. */
type IncidentRow = Prisma.IncidentGetPayload<{ include: typeof SUMMARY }> & { restores: readonly LinkedRestore[] }

/**
 * Every open incident that the person may read, the worst and then the oldest first; drills after live ones. For strips and lists.
 *
 * @param now epoch milliseconds; this moment when absent, and then one read serves all who ask at once and may read the same
 */
export async function openIncidents(actor: Actor, now?: number): Promise<IncidentSummary[]> {
  const systems = systemsFor(actor, 'incident.read')
  return now === undefined ? openTogether(JSON.stringify(systems)) : readOpen(systems, now)
}

const openTogether = readTogether((systems) => readOpen(JSON.parse(systems) as Systems, Date.now()))

async function readOpen(systems: Systems, now: number): Promise<IncidentSummary[]> {
  const rows = await db.incident.findMany({
    where: { status: { not: 'resolved' }, ...ofSystems(systems) },
    include: SUMMARY,
    orderBy: [{ mode: 'asc' }, { severity: 'asc' }, { declaredAt: 'asc' }],
    take: 50,
  })
  return summaries(db, rows, now)
}

/** Resolved incidents, newest first, by keyset. `before` is the number of the last one seen. */
export async function resolvedIncidents(
  actor: Actor,
  before: number | null,
  now = Date.now(),
): Promise<{ incidents: IncidentSummary[]; more: boolean }> {
  const readable = ofSystems(systemsFor(actor, 'incident.read'))
  const rows = await db.incident.findMany({
    where: { status: 'resolved', ...readable, ...(before === null ? {} : { number: { lt: before } }) },
    include: SUMMARY,
    orderBy: { number: 'desc' },
    take: 51,
  })
  return { incidents: await summaries(db, rows.slice(0, 50), now), more: rows.length > 50 }
}

/**
 * One incident and its timeline.
 *
 * @param name `INC-0042`
 * @param page `after`: only entries recorded later than that seq; `before`: the page older than that seq; neither: the newest page
 * @param now epoch milliseconds; this moment when absent, and then one read of the facts serves all who ask at once
 * @throws NotFound when there is no such incident that the person may read
 */
export async function getIncident(
  actor: Actor,
  name: string,
  page: { after?: number; before?: number } = {},
  now?: number,
): Promise<IncidentUpdate> {
  const number = parseIncidentName(name)
  const read = number === null ? null : await (now === undefined ? together(`${number}`) : readIncident(number, now))
  if (!read || !can(actor, 'incident.read', read.incident)) throw new NotFound(`There is no incident ${name}.`)
  return { ...read, ...(await listEntries(read.incident.id, page)) }
}

const together = readTogether((number) => readIncident(Number(number), Date.now()))

async function readIncident(number: number, now: number): Promise<{ incident: IncidentDto; serverNow: number } | null> {
  const row = await db.incident.findUnique({ where: { number }, include: SUMMARY })
  return row && { incident: await toDto(row, now), serverNow: now }
}

/** The same, or null when there is none: for pages that answer "not found". */
export async function findIncident(actor: Actor, name: string): Promise<IncidentUpdate | null> {
  try {
    return await getIncident(actor, name)
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

/** One incident's summary inside a transaction, or null when there is none. */
export async function summaryOf(on: Db, id: string, now: number): Promise<IncidentSummary | null> {
  const row = await on.incident.findUnique({ where: { id }, include: SUMMARY })
  return row ? ((await summaries(on, [row], now))[0] ?? null) : null
}

/** Summaries of rows, with exposure and plan facts read once for all of them. */
async function summaries(
  on: Db,
  found: readonly Omit<IncidentRow, 'restores'>[],
  now: number,
): Promise<IncidentSummary[]> {
  const rows = await withRestores(on, found)
  const pinned = rows.map(({ planRevisionId }) => planRevisionId)
  const revisions = await revisionsById(SYSTEM, pinned, on)
  const planOf = (row: IncidentRow) => revisions.get(row.planRevisionId ?? '')?.plan
  const inputs = rows.map((row) => ({
    system: row.system,
    environment: row.environment,
    impactStartedAt: row.impactStartedAt?.getTime() ?? null,
    recoveredToAt: row.recoveredToAt?.getTime() ?? null,
    restores: row.restores,
    plan: planOf(row),
  }))
  const bases = await exposureBases(on, inputs, now)
  return rows.map((row, index) => {
    const basis = bases[index] ?? { kind: 'none' as const, why: 'No recovery point of its database is known.' }
    return toSummary(row, toFacts(row, basis), planOf(row)?.system.name ?? row.system)
  })
}

async function withRestores(on: Db, rows: readonly Omit<IncidentRow, 'restores'>[]): Promise<IncidentRow[]> {
  const linked = await linkedRestores(
    on,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, restores: linked.get(row.id) ?? [] }))
}

async function toDto(row: Omit<IncidentRow, 'restores'>, now: number): Promise<IncidentDto> {
  const [[summary], revisions, linked, [head], roleEntries, stars, followed] = await Promise.all([
    summaries(db, [row], now),
    revisionsById(SYSTEM, [row.planRevisionId]),
    linkedRestores(db, [row.id]),
    timelineHeads(db, [row.id]),
    entriesOf(db, row.id, { kinds: ['role'] }),
    starredIds(db, row.id),
    followedActs(db, row.id),
  ])
  if (!summary) throw new NotFound('There is no such incident.')
  const revision = revisions.get(row.planRevisionId ?? '')
  return {
    ...summary,
    id: row.id,
    declaredByName: row.declaredByName,
    planVersion: revision?.version ?? null,
    planHash: revision?.contentHash ?? null,
    entryCount: head?.entryCount ?? 0,
    recoveredToAt: row.recoveredToAt?.getTime() ?? null,
    roles: row.roles.map(toRoleHolder),
    offers: openOffers(roleEntries.map(toEntryDto)),
    restores: linked.get(row.id) ?? [],
    starred: stars,
    stepActs: followed.steps,
    checkActs: followed.checks,
    lastMessageAt: followed.lastMessageAt,
  }
}

async function listEntries(
  incidentId: string,
  { after, before }: { after?: number; before?: number },
): Promise<{ entries: EntryDto[]; more: boolean }> {
  if (after !== undefined) {
    const rows = await entriesOf(db, incidentId, { after }, 2_000)
    return { entries: rows.map(toEntryDto), more: false }
  }
  const rows = await newestEntries(db, incidentId, ENTRY_PAGE + 1, { before })
  return { entries: rows.slice(0, ENTRY_PAGE).reverse().map(toEntryDto), more: rows.length > ENTRY_PAGE }
}
