import type { Trouble } from '@/lib/notices/model/trouble'
import type { BoardRow } from '@/lib/screens/board/model/board'
import { MINUTE } from '@/lib/time/durations'

/** How long each kind may last before it is told. A missed slot has had its own grace already. */
const TROUBLE_GRACE = { breach: 5 * MINUTE, missed: 0, unknown: 10 * MINUTE }

/**
 * The troubles of a board: breaches, missed runs, and facts that have become unknown. What nothing ever observed is a
 * finding of the plan, not an event, and is left out.
 */
export function troublesOf(rows: readonly BoardRow[], now: number): Trouble[] {
  const troubles = new Map<string, Trouble>()
  for (const row of rows) {
    const subject = `${row.objective}: ${row.assetName}`
    const base = { system: row.system, subject, sentence: row.sentence }
    if (row.marks.includes('breached') && row.rpo !== null) {
      const since = row.restorableTo === null || row.follows ? now : Math.min(now, row.restorableTo + row.rpo)
      put({ ...base, key: `breach:${row.key}`, kind: 'breach', since, graceMs: TROUBLE_GRACE.breach })
    }
    if (row.doubted && row.unknownSince !== null) {
      put({
        ...base,
        key: `unknown:${row.key}`,
        kind: 'unknown',
        since: row.unknownSince,
        graceMs: TROUBLE_GRACE.unknown,
      })
    }
    if (row.next.kind === 'run' && row.next.state === 'missed' && row.next.slotAt !== null) {
      const key = `missed:${row.assetId ?? row.key}:${row.next.name}`
      put({ ...base, key, kind: 'missed', since: row.next.slotAt, graceMs: TROUBLE_GRACE.missed })
    }
  }
  return [...troubles.values()]

  function put(trouble: Trouble): void {
    if (!troubles.has(trouble.key)) troubles.set(trouble.key, trouble)
  }
}
