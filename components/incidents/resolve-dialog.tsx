'use client'

import { type FormEvent, useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { Modal } from '@/components/ui/modal'
import { useServerTime } from '@/components/ui/now'
import { TextInput } from '@/components/ui/text-input'
import { UtcInput } from '@/components/ui/utc-input'
import { resolveIncidentAction } from '@/lib/incidents/actions'
import type { IncidentDto } from '@/lib/incidents/model/incident'

type Props = {
  incident: IncidentDto
  onClose: () => void
  onDone: () => void
}

/** Resolving asks for the two times that the review cannot compute without: resumed, and the point the data came back to. */
export function ResolveDialog({ incident, onClose, onDone }: Props) {
  const [resumedAt, setResumedAt] = useState<number | null>(incident.milestones.resumed)
  const [recoveredToAt, setRecoveredToAt] = useState<number | null>(
    incident.recoveredToAt ?? (incident.basis.kind === 'chosen' ? incident.basis.at : null),
  )
  const [note, setNote] = useState('')
  const act = useAct(true)
  const serverTime = useServerTime()

  async function submit(event: FormEvent) {
    event.preventDefault()
    const input = { number: incident.number, resumedAt, recoveredToAt, ...(note.trim() ? { note: note.trim() } : {}) }
    if (await act.run(() => resolveIncidentAction(input), 'Resolved; the review is open')) onDone()
  }

  return (
    <Modal title="Resolve the incident" onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        {act.fault ? <ErrorNote alert>{act.fault.message}</ErrorNote> : null}
        <Field
          id="resolve-resumed"
          label="Resumed, UTC: verified and cut over"
          hint={
            incident.milestones.impactStarted === null
              ? 'The impact start is not known: the recovery time stays open.'
              : 'Left empty, the recovery time stays “not recorded”.'
          }
          error={act.fault?.fields?.resumedAt}
        >
          {(wired) => (
            <span className="flex gap-2">
              <UtcInput {...wired} value={resumedAt} onChange={setResumedAt} />
              <Button onClick={() => setResumedAt(Math.floor(serverTime() / 1_000) * 1_000)}>Now</Button>
            </span>
          )}
        </Field>
        <Field
          id="resolve-recovered"
          label="Data recovered to, UTC: the recovery point that was used"
          hint="Empty when no data was restored."
          error={act.fault?.fields?.recoveredToAt}
        >
          {(wired) => <UtcInput {...wired} value={recoveredToAt} onChange={setRecoveredToAt} />}
        </Field>
        <Field id="resolve-note" label="How it ended (optional)">
          {(wired) => (
            <TextInput {...wired} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <div className="flex gap-2">
          <Button type="submit" look="primary" busy={act.busy}>
            Resolve
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Modal>
  )
}
