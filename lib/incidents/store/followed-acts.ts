import type { Db } from '@/lib/db/client'
import type { CheckAct, StepAct } from '@/lib/incidents/model/acts'
import { type DrawnEntry, drawEntries } from '@/lib/incidents/rules/corrections'
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
  const recorded = ({ entry: { id, seq, authorName }, occurredAt }: DrawnEntry) => {
    return { entryId: id, seq, at: occurredAt, byName: authorName }
  }
  return {
    steps: drawn.flatMap((one) => {
      const step = one.entry.kind === 'runbook' ? one.entry.detail.step : undefined
      return step ? [{ runbook: step.runbook, step: step.step, outcome: step.outcome, ...recorded(one) }] : []
    }),
    checks: drawn.flatMap((one) => {
      const check = one.entry.kind === 'checklist' ? one.entry.detail.check : undefined
      return check ? [{ checklist: check.checklist, item: check.item, ticked: check.ticked, ...recorded(one) }] : []
    }),
    lastMessageAt: told.length === 0 ? null : Math.max(...told),
  }
}
