import type { Db } from '@/lib/db/client'
import type { CheckAct, StepAct } from '@/lib/incidents/model/acts'
import { drawEntries } from '@/lib/incidents/rules/corrections'
import { toEntryDto } from '@/lib/incidents/store/rows'
import { entriesOf } from '@/lib/timeline/entries'

/** What was recorded of a plan's runbooks and checklists, and when somebody was told last. */
export type FollowedActs = {
  /** by order of recording */
  steps: StepAct[]
  /** by order of recording */
  checks: CheckAct[]
  /** by the messages of the timeline; null when nobody was told. Epoch milliseconds */
  lastMessageAt: number | null
}

/** What of a plan was followed in an incident, by its timeline, each act at its time as corrected since. */
export async function followedActs(on: Db, incidentId: string): Promise<FollowedActs> {
  const rows = await entriesOf(on, incidentId, { kinds: ['runbook', 'checklist', 'message', 'correction'] })
  const drawn = drawEntries(rows.map(toEntryDto)).toSorted((a, b) => a.entry.seq - b.entry.seq)
  const told = drawn.filter(({ entry }) => entry.kind === 'message').map(({ occurredAt }) => occurredAt)
  const acts = drawn.map(({ entry: { id, seq, authorName, detail }, occurredAt }) => ({
    detail,
    act: { entryId: id, seq, at: occurredAt, byName: authorName },
  }))
  return {
    steps: acts.flatMap(({ detail: { step }, act }) =>
      step ? [{ runbook: step.runbook, step: step.step, outcome: step.outcome, ...act }] : [],
    ),
    checks: acts.flatMap(({ detail: { check }, act }) =>
      check ? [{ checklist: check.checklist, item: check.item, ticked: check.ticked, ...act }] : [],
    ),
    lastMessageAt: told.length === 0 ? null : Math.max(...told),
  }
}
