'use client'

import { type FormEvent, useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { Modal } from '@/components/ui/modal'
import { TextInput } from '@/components/ui/text-input'
import { reopenIncidentAction } from '@/lib/incidents/actions'
import type { IncidentStatus } from '@/lib/incidents/model/incident'
import { statusWord } from '@/lib/incidents/rules/rules'

type Props = {
  number: number
  to: IncidentStatus
  onClose: () => void
  onDone: () => void
}

/** Reopening asks why; the timeline and the review keep what was said. */
export function ReopenDialog({ number, to, onClose, onDone }: Props) {
  const [note, setNote] = useState('')
  const act = useAct(true)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const input = { number, to, ...(note.trim() ? { note: note.trim() } : {}) }
    if (await act.run(() => reopenIncidentAction(input), 'Reopened')) onDone()
  }

  return (
    <Modal title={`Reopen, ${statusWord(to).toLowerCase()}`} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        {act.fault ? <ErrorNote alert>{act.fault.message}</ErrorNote> : null}
        <p className="text-t-2">
          The incident goes on. The time at which it was resolved is withdrawn and stays in the timeline.
        </p>
        <Field id="reopen-note" label="Why (optional)">
          {(wired) => (
            <TextInput {...wired} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <div className="flex gap-2">
          <Button type="submit" look="primary" busy={act.busy}>
            Reopen
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Modal>
  )
}
