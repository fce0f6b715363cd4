import type { Db } from '@/lib/db/client'
import { drawEntries } from '@/lib/incidents/corrections'
import { toEntryDto } from '@/lib/incidents/rows'
import type { StepAct } from '@/lib/incidents/step-types'

/** Every act on a step of a runbook in an incident, by order of recording, each at its time as corrected since. */
export async function stepActs(on: Db, incidentId: string): Promise<StepAct[]> {
  const rows = await on.timelineEntry.findMany({
    where: { incidentId, kind: { in: ['runbook', 'correction'] } },
    orderBy: { seq: 'asc' },
  })
  return drawEntries(rows.map(toEntryDto))
    .flatMap(({ entry, occurredAt }): StepAct[] => {
      const { step } = entry.detail
      if (!step) return []
      const { runbook, outcome } = step
      const { id, seq, authorName } = entry
      return [{ runbook, step: step.step, outcome, entryId: id, seq, at: occurredAt, byName: authorName }]
    })
    .toSorted((a, b) => a.seq - b.seq)
}

/** When somebody was told last, by the messages of the timeline and as corrected since; null when nobody was. Epoch ms. */
export async function lastMessageAt(on: Db, incidentId: string): Promise<number | null> {
  const rows = await on.timelineEntry.findMany({
    where: { incidentId, OR: [{ kind: 'message' }, { kind: 'correction' }] },
    orderBy: { seq: 'asc' },
  })
  const messages = drawEntries(rows.map(toEntryDto))
  return messages.length === 0 ? null : Math.max(...messages.map(({ occurredAt }) => occurredAt))
}
