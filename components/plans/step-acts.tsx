'use client'

import { useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { useRefresh } from '@/components/live/use-refresh'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { newUuid } from '@/components/ui/new-uuid'
import { useReady } from '@/components/ui/press'
import { TextInput } from '@/components/ui/text-input'
import { recordStepAction } from '@/lib/incidents/actions'
import type { StepOutcome, StepState } from '@/lib/incidents/model/acts'

type Props = {
  incident: { number: number; name: string }
  runbook: string
  step: { id: string; name: string }
  state: StepState
  /** what "done" is called for this kind of step: `Agreed` */
  doneWord: string
}

const WORDS: Record<StepOutcome, string> = {
  begun: 'I begin',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Skip',
  undone: 'Undone',
}

/** Which acts are offered in which state, the likeliest first. */
const OFFERED: Record<StepState['outcome'], StepOutcome[]> = {
  waiting: ['done', 'begun', 'failed', 'skipped'],
  begun: ['done', 'failed', 'skipped'],
  done: ['begun', 'failed', 'undone'],
  failed: ['begun', 'done', 'skipped', 'undone'],
  skipped: ['begun', 'done', 'failed'],
  undone: ['begun', 'done', 'failed', 'skipped'],
}

/** Records what became of a step. Steps whose turn it is show their buttons; the others open them on demand. */
export function StepActs({ incident, runbook, step, state, doneWord }: Props) {
  const refresh = useRefresh()
  const act = useAct(true)
  const ready = useReady()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  // The same key until it is recorded: a second click, or a retry after a lost answer, is the same entry.
  const [key, setKey] = useState(newUuid)
  const noteId = `note-${step.id}`
  const again = !['waiting', 'begun', 'skipped'].includes(state.outcome)
  const wordOf = (outcome: StepOutcome) =>
    outcome === 'done' ? doneWord : outcome === 'begun' && again ? 'Begin again' : WORDS[outcome]

  async function record(outcome: StepOutcome) {
    const said = note.trim()
    const input = { id: key, number: incident.number, runbook, step: step.id, outcome, ...(said ? { note: said } : {}) }
    const done = await act.run(() => recordStepAction(input), `${step.name}: recorded in ${incident.name}.`)
    if (!done) return
    setKey(newUuid())
    setNote('')
    setOpen(false)
    refresh()
  }

  if (!open && !state.isNext) {
    return (
      <p className="print:hidden mt-1">
        <Button look="quiet" size="small" onClick={() => setOpen(true)}>
          {state.outcome === 'waiting' ? 'Record before its turn' : 'Record again'}
          <span className="sr-only"> {step.name}</span>
        </Button>
      </p>
    )
  }
  return (
    <fieldset disabled={!ready} className="print:hidden mt-2">
      <legend className="sr-only">Record {step.name}</legend>
      <Field
        id={noteId}
        label="What was seen, or why (may stay empty)"
        {...(act.fault ? { error: act.fault.message } : {})}
      >
        {(wired) => (
          <TextInput
            {...wired}
            value={note}
            maxLength={2_000}
            autoComplete="off"
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="mt-1.5 flex flex-wrap gap-2">
        {OFFERED[state.outcome].map((outcome, index) => (
          <Button
            key={outcome}
            look={index === 0 && state.isNext ? 'primary' : 'plain'}
            size="small"
            busy={act.busy}
            aria-label={`${wordOf(outcome)}: ${step.name}`}
            onClick={() => void record(outcome)}
          >
            {wordOf(outcome)}
          </Button>
        ))}
        {state.isNext ? null : (
          <Button look="quiet" size="small" onClick={() => setOpen(false)}>
            Close
          </Button>
        )}
      </div>
    </fieldset>
  )
}
