'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Modal } from '@/components/ui/modal'
import { useServerTime } from '@/components/ui/now'
import { TextArea } from '@/components/ui/text-area'
import { TextInput } from '@/components/ui/text-input'
import { UtcInput } from '@/components/ui/utc-input'
import type { DrawnEntry } from '@/lib/incidents/rules/corrections'
import { entryTextFault, occurredAtFault } from '@/lib/incidents/rules/rules'

/** What a correction changes; at least one of time and text. Epoch milliseconds. */
export type CorrectionInput = {
  newOccurredAt?: number
  newText?: string
  reason: string
}

type Props = {
  drawn: DrawnEntry
  onClose: () => void
  onCorrect: (correction: CorrectionInput) => void
}

/** Corrects an entry by a new one that names it: time, text, and from what it is known. The original stays visible. */
export function CorrectDialog({ drawn, onClose, onCorrect }: Props) {
  const [at, setAt] = useState<number | null>(drawn.occurredAt)
  const [text, setText] = useState(drawn.text)
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const serverTime = useServerTime()

  function submit(event: FormEvent) {
    event.preventDefault()
    const moved = at !== drawn.occurredAt
    const reworded = text !== drawn.text
    if (!moved && !reworded) return setFault('Change the time or the text.')
    if (at === null) return setFault('Say when it happened, in UTC.')
    const wrong = (moved ? occurredAtFault(at, serverTime()) : null) ?? (reworded ? entryTextFault(text) : null)
    if (wrong) return setFault(wrong)
    onCorrect({
      ...(moved ? { newOccurredAt: at } : {}),
      ...(reworded ? { newText: text } : {}),
      reason: reason.trim(),
    })
  }

  return (
    <Modal title="Correct an entry" onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        <p className="text-t-2">The entry stays as it was recorded; the correction is drawn on it.</p>
        <Field id="correct-at" label="Occurred, UTC">
          {(wired) => <UtcInput {...wired} value={at} onChange={setAt} />}
        </Field>
        <Field id="correct-text" label="Text">
          {(wired) => <TextArea {...wired} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <Field
          id="correct-reason"
          label="From what it is known"
          hint="For example: from the ALB log"
          error={fault ?? undefined}
        >
          {(wired) => (
            <TextInput {...wired} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <div className="flex gap-2">
          <Button type="submit" look="primary">
            Correct
          </Button>
          <Button onClick={onClose} data-escape>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
