import type { MechanismSummary } from '@/lib/inventory/model/facts'

/** A gap in observation this long changes verdicts by itself, so its end is news even when no fact changed. */
const NOTABLE_GAP_MS = 150_000

/** One asset's entries of one collector: what a run found anew, and the locations it has read to the end. */
export type Found = {
  collectorId: string
  /** entries as found; complete for the locations in `read` */
  entries: MechanismSummary[]
  /** whether a kind of entry in a location was read to its end */
  wasRead: (entry: MechanismSummary) => boolean
}

/**
 * The asset's new summary: this collector's entries as found, those it could not read as they were (with their old age),
 * and all other collectors' entries untouched. `changed` is false when only the time of observation moved on.
 */
export function mergeSummary(
  before: MechanismSummary[],
  { collectorId, entries, wasRead }: Found,
): { mechanisms: MechanismSummary[]; changed: boolean } {
  const found = new Map(entries.map((entry) => [entryKey(entry), entry]))
  const kept = before.filter((entry) => {
    if (found.has(entryKey(entry))) return false
    return entry.collectorId !== collectorId || !wasRead(entry)
  })
  const mechanisms = [...kept, ...entries].sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1))
  return { mechanisms, changed: differs(before, mechanisms) }
}

/** What makes two entries the same mechanism in the same location. */
export const entryKey = (entry: MechanismSummary) => `${entry.mechanism}\n${entry.location}\n${entry.kind}`

function differs(before: MechanismSummary[], after: MechanismSummary[]): boolean {
  if (before.length !== after.length) return true
  const old = new Map(before.map((entry) => [entryKey(entry), entry]))
  return after.some((entry) => {
    const was = old.get(entryKey(entry))
    return !was || entry.observedAt - was.observedAt > NOTABLE_GAP_MS || fingerprint(was) !== fingerprint(entry)
  })
}

/** A replica's latestAt moves with every observation; its lag is what tells. */
function fingerprint({ observedAt, latestAt, kind, ...rest }: MechanismSummary): string {
  const moment = kind === 'replica' ? (latestAt === undefined ? null : observedAt - latestAt) : latestAt
  return JSON.stringify([kind, moment, sorted(rest)])
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.map(([name, each]) => [name, sorted(each)])
}
