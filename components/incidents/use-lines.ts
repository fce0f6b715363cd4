'use client'

import { useState } from 'react'
import { useAct } from '@/components/live/use-act'
import type { CorrectionInput } from '@/components/timeline/correct-dialog'
import { addToOutbox } from '@/components/timeline/outbox'
import { newUuid } from '@/components/ui/new-uuid'
import { useServerTime } from '@/components/ui/now'
import { setMilestoneAction, setSeverityAction, setStatusAction, starEntryAction } from '@/lib/incidents/actions'
import type { EntryDto, IncidentDto, OutgoingEntry } from '@/lib/incidents/model/incident'
import { type DrawnEntry, drawEntries } from '@/lib/incidents/rules/corrections'
import type { EntryLine } from '@/lib/incidents/rules/parse-entry-line'

type Input = {
  incident: IncidentDto
  entries: readonly EntryDto[]
  actor: { id: string; name: string }
  refresh: () => void
}

/** Does what a line of the entry field says: entries and corrections go through the queue, everything else needs the server. */
export function useLines({ incident, entries, actor, refresh }: Input) {
  const [correcting, setCorrecting] = useState<DrawnEntry | null>(null)
  const act = useAct()
  const serverTime = useServerTime()
  const { number } = incident

  function queue(entry: Pick<OutgoingEntry, 'kind' | 'text' | 'occurredAt'> & Partial<OutgoingEntry>): void {
    void addToOutbox({ ...entry, id: newUuid(), incident: number, authorId: actor.id, authorName: actor.name })
  }

  async function onLine(line: EntryLine): Promise<boolean> {
    const noted = 'text' in line && line.text.trim() ? { note: line.text.trim() } : {}
    switch (line.means) {
      case 'entry':
        queue({ kind: line.kind, text: line.text, occurredAt: line.occurredAt })
        return true
      case 'milestone':
        return run(() => setMilestoneAction({ number, milestone: line.milestone, at: line.at, ...noted }))
      case 'status':
        return run(() => setStatusAction({ number, to: line.to, ...noted }))
      case 'severity':
        return run(() => setSeverityAction({ number, to: line.to, ...noted }))
      case 'correct':
        setCorrecting(drawEntries(entries).find(({ entry }) => entry.authorId === actor.id) ?? null)
        return true
      default:
        return false
    }
  }

  async function run(work: Parameters<typeof act.run<void>>[0]): Promise<boolean> {
    const done = await act.run(work)
    if (done) refresh()
    return done !== null
  }

  async function onStar(entryId: string, starred: boolean) {
    await run(() => starEntryAction({ number, entryId, starred }))
  }

  function sendCorrection({ reason, ...change }: CorrectionInput) {
    const correctsId = correcting?.entry.id
    if (!correctsId) return
    queue({ kind: 'correction', text: reason, occurredAt: Math.floor(serverTime()), correctsId, ...change })
    setCorrecting(null)
  }

  return { correcting, onCorrect: setCorrecting, onLine, onStar, sendCorrection }
}
