'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { newUuid } from '@/components/ui/new-uuid'
import { useServerTime } from '@/components/ui/now'
import { readAnswer } from '@/components/ui/read-answer'
import { TextArea } from '@/components/ui/text-area'
import { TextInput } from '@/components/ui/text-input'
import { toast } from '@/components/ui/toast'
import type { ActionFault } from '@/lib/action-result-types'
import { acknowledgeFindingAction, withdrawAcknowledgementAction } from '@/lib/findings/actions'
import { expiryDays } from '@/lib/findings/rules/life'
import { formatDay, parseDay } from '@/lib/time/instants'

type Props = {
  system: string
  findingId: string
  seen: string | null
  what: 'acknowledge' | 'withdraw'
  /** an acknowledgement holds already */
  prolongs: boolean
  onClose: (done: boolean) => void
}

/** Reason and last day of an acknowledgement, or the reason for taking it back. Esc leaves it. */
export function FindingsForm({ system, findingId, seen, what, prolongs, onClose }: Props) {
  const now = useServerTime()
  const [{ id, days }] = useState(() => ({ id: newUuid(), days: expiryDays(now()) }))
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(days.usual)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const start = useRef<HTMLFormElement>(null)
  useEffect(() => start.current?.querySelector('textarea')?.focus(), [])
  const withdraws = what === 'withdraw'

  async function send(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const about = { id, system, findingId, reason, seen: seen ?? '' }
    const result = withdraws
      ? await readAnswer(() => withdrawAcknowledgementAction(about))
      : await readAnswer(() => acknowledgeFindingAction({ ...about, until }))
    setBusy(false)
    if (result === null) return
    if (!result.ok) return setFault(result.error)
    toast(result.value ? `Acknowledged until ${result.value.until}` : 'Acknowledgement withdrawn, the finding is open')
    onClose(true)
  }

  return (
    <form
      ref={start}
      onSubmit={send}
      noValidate
      aria-label={withdraws ? 'Withdraw the acknowledgement' : 'Acknowledge the finding'}
      className="mt-3 max-w-[560px] space-y-2.5 border-t border-line-2 pt-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose(false)
      }}
    >
      <Field
        id={`${id}-reason`}
        label={withdraws ? 'Why it is open again' : 'Why it can wait'}
        hint="10 to 1,000 characters. It stays on record with your name."
        error={fault?.fields?.reason}
        required
      >
        {(wired) => <TextArea {...wired} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      {withdraws ? null : (
        <Field
          id={`${id}-until`}
          label="Until the end of this day, UTC"
          hint={untilHint(until)}
          error={fault?.fields?.until}
          required
        >
          {(wired) => (
            <TextInput
              {...wired}
              type="date"
              className="max-w-[180px]"
              min={days.first}
              max={days.last}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      )}
      {fault && !fault.fields?.reason && !fault.fields?.until ? (
        <ErrorNote alert id={fault.id}>
          {fault.message}
        </ErrorNote>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {withdraws ? 'Withdraw' : prolongs ? 'Prolong' : 'Acknowledge'}
        </Button>
        <Button look="quiet" onClick={() => onClose(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** The day in words, because a browser may write it the American way; and what ends an acknowledgement. */
function untilHint(until: string): string {
  const day = parseDay(until)
  const named = day === null ? 'No day yet.' : `${formatDay(day, Number.NaN)}.`
  return `${named} After it the finding is open again, and as soon as it becomes graver. It holds if the finding goes away and comes back.`
}
