'use client'

import { type FormEvent, useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { Instant } from '@/components/ui/instant'
import { Modal } from '@/components/ui/modal'
import { useServerTime } from '@/components/ui/now'
import { Press } from '@/components/ui/press'
import { TextInput } from '@/components/ui/text-input'
import { UtcInput } from '@/components/ui/utc-input'
import { setMilestoneAction, setRecoveryPointAction } from '@/lib/incidents/actions'
import { type IncidentDto, MILESTONE_WORDS, MILESTONES, type Milestone } from '@/lib/incidents/model/incident'
import { movingFault } from '@/lib/incidents/rules/milestones'

type Changing = { what: Milestone | 'recoveredTo'; word: string; at: number | null }

type Props = {
  incident: IncidentDto
  may: { write: boolean; command: boolean }
  onDone: () => void
}

/** Every time of the incident, each to be set, corrected or withdrawn by hand; a blank is "not recorded". */
export function TimesPanel({ incident, may, onDone }: Props) {
  const [changing, setChanging] = useState<Changing | null>(null)
  const lines: Changing[] = MILESTONES.map((what) => ({
    what,
    word: MILESTONE_WORDS[what],
    at: incident.milestones[what],
  }))
  lines.push({ what: 'recoveredTo', word: 'Data recovered to', at: incident.recoveredToAt })
  const settable = (what: Changing['what']) => {
    if (!may.write || (what === 'resolved' && incident.status !== 'resolved')) return false
    return what === 'recoveredTo' || movingFault(what, may.command) === null
  }
  return (
    <section className="sec" aria-label="Times">
      <div className="h2row">
        <h2>Times</h2>
        <span className="text-small text-t-3">UTC</span>
      </div>
      <DefinitionList
        items={lines.map((line) => ({
          term: line.word,
          value: (
            <span className="inline-flex items-baseline gap-2">
              {line.at === null ? (
                <span className="text-t-3">not recorded</span>
              ) : (
                <Instant at={line.at} className="font-semibold" />
              )}
              {settable(line.what) ? (
                <Press className="text-accent" onClick={() => setChanging(line)}>
                  {line.at === null ? 'Set…' : 'Correct…'}
                  <span className="sr-only"> {line.word.toLowerCase()}</span>
                </Press>
              ) : null}
            </span>
          ),
        }))}
      />
      {changing ? (
        <TimeDialog
          number={incident.number}
          changing={changing}
          onClose={() => setChanging(null)}
          onDone={() => {
            setChanging(null)
            onDone()
          }}
        />
      ) : null}
    </section>
  )
}

type DialogProps = {
  number: number
  changing: Changing
  onClose: () => void
  onDone: () => void
}

function TimeDialog({ number, changing: { what, word, at: before }, onClose, onDone }: DialogProps) {
  const [at, setAt] = useState<number | null>(before)
  const [note, setNote] = useState('')
  const serverTime = useServerTime()
  const act = useAct(true)

  async function save(value: number | null) {
    const input = { number, at: value, ...(note.trim() ? { note: note.trim() } : {}) }
    const work =
      what === 'recoveredTo'
        ? () => setRecoveryPointAction(input)
        : () => setMilestoneAction({ ...input, milestone: what })
    if (await act.run(work, value === null ? `${word}: withdrawn` : `${word}: recorded`)) onDone()
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (at !== null) void save(at)
  }

  return (
    <Modal title={word} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        {act.fault ? <ErrorNote alert>{act.fault.message}</ErrorNote> : null}
        <Field
          id="time-at"
          label={`${word}, UTC`}
          hint={before === null ? undefined : 'What stood before stays visible in the timeline.'}
        >
          {(wired) => <UtcInput {...wired} value={at} onChange={setAt} />}
        </Field>
        <Field id="time-note" label="From what it is known (optional)">
          {(wired) => (
            <TextInput {...wired} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={act.busy} aria-disabled={at === null || undefined}>
            Record
          </Button>
          {what === 'recoveredTo' ? null : (
            <Button onClick={() => setAt(Math.floor(serverTime() / 1_000) * 1_000)}>Now</Button>
          )}
          {before !== null && what !== 'declared' && what !== 'resolved' ? (
            <Button busy={act.busy} onClick={() => void save(null)}>
              Withdraw
            </Button>
          ) : null}
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
