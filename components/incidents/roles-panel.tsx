'use client'

import { type FormEvent, useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import { Modal } from '@/components/ui/modal'
import { Press } from '@/components/ui/press'
import { Select } from '@/components/ui/select'
import { TextInput } from '@/components/ui/text-input'
import { answerHandoverAction, assignRoleAction, handOverRoleAction } from '@/lib/incidents/actions'
import type { IncidentDto } from '@/lib/incidents/model/incident'
import { INCIDENT_ROLE_WORDS, INCIDENT_ROLES, type IncidentRoleKey } from '@/lib/vocabulary/incident-roles'

/** A person who may hold a role. */
export type Candidate = {
  id: string
  name: string
}

type Props = {
  incident: IncidentDto
  actor: Candidate
  candidates: readonly Candidate[]
  mayWrite: boolean
  mayCommand: boolean
  onDone: () => void
}

/** Who holds which role; vacant ones say "nobody". Roles change hands by an offer that the other person accepts. */
export function RolesPanel({ incident, actor, candidates, mayWrite, mayCommand, onDone }: Props) {
  const [changing, setChanging] = useState<IncidentRoleKey | null>(null)
  const act = useAct()
  const mine = incident.offers.filter(({ toId }) => toId === actor.id)
  const holderOf = (role: IncidentRoleKey) => incident.roles.find((held) => held.role === role)

  async function answer(offer: string, accept: boolean) {
    const input = { number: incident.number, offer, accept }
    if (await act.run(() => answerHandoverAction(input), accept ? 'The role is yours' : 'Declined')) onDone()
  }

  return (
    <section className="sec" aria-label="Roles">
      <div className="h2row">
        <h2>Roles</h2>
      </div>
      {mine.map((offer) => (
        <div key={offer.entryId} className="box mb-2" role="alert">
          <p>
            {offer.byName} offers you: <b className="font-semibold">{INCIDENT_ROLE_WORDS[offer.role].toLowerCase()}</b>.
          </p>
          <p className="mt-1.5 flex gap-2">
            <Button size="small" look="primary" busy={act.busy} onClick={() => answer(offer.entryId, true)}>
              Accept
            </Button>
            <Button size="small" busy={act.busy} onClick={() => answer(offer.entryId, false)}>
              Decline
            </Button>
          </p>
        </div>
      ))}
      <DefinitionList
        items={INCIDENT_ROLES.map((role) => {
          const holder = holderOf(role)
          const offered = incident.offers.find((offer) => offer.role === role)
          const mayChange =
            mayWrite && (holder ? holder.userId === actor.id || mayCommand : role !== 'commander' || mayCommand)
          return {
            term: INCIDENT_ROLE_WORDS[role],
            value: (
              <>
                {holder ? (
                  <b className="font-semibold">{holder.userName}</b>
                ) : (
                  <span className="text-risk">
                    <Glyph name="missed" className="mr-1" />
                    nobody
                  </span>
                )}
                {holder ? (
                  <span className="block text-t-3">
                    since <Instant at={holder.since} as="auto" />
                  </span>
                ) : null}
                {offered ? <span className="block text-t-3">offered to {offered.toName}</span> : null}
                {mayChange ? (
                  <Press className="ml-2 text-accent" onClick={() => setChanging(role)}>
                    {holder ? 'Hand over…' : 'Give…'}
                    <span className="sr-only"> {INCIDENT_ROLE_WORDS[role].toLowerCase()}</span>
                  </Press>
                ) : null}
              </>
            ),
          }
        })}
      />
      {changing ? (
        <RoleDialog
          number={incident.number}
          role={changing}
          held={holderOf(changing)?.userName ?? null}
          candidates={mayCommand || holderOf(changing) ? candidates : [actor]}
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
  role: IncidentRoleKey
  held: string | null
  candidates: readonly Candidate[]
  onClose: () => void
  onDone: () => void
}

function RoleDialog({ number, role, held, candidates, onClose, onDone }: DialogProps) {
  const [userId, setUserId] = useState('')
  const [note, setNote] = useState('')
  const act = useAct(true)
  const word = INCIDENT_ROLE_WORDS[role].toLowerCase()

  async function submit(event: FormEvent) {
    event.preventDefault()
    const input = { number, role, userId, ...(note.trim() ? { note: note.trim() } : {}) }
    const work = held ? () => handOverRoleAction(input) : () => assignRoleAction(input)
    if (await act.run(work, held ? 'Offered; it changes hands when accepted' : 'Role given')) onDone()
  }

  return (
    <Modal title={held ? `Hand over: ${word}` : `Give a role: ${word}`} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        {held ? (
          <p className="text-t-2">
            {held} stays {word} until the other person accepts. A summary of the state is written then.
          </p>
        ) : null}
        {act.fault ? <ErrorNote alert>{act.fault.message}</ErrorNote> : null}
        <Field id="role-person" label="To" error={act.fault?.fields?.userId}>
          {(wired) => (
            <Select {...wired} value={userId} onChange={(event) => setUserId(event.target.value)}>
              <option value="">Choose a person</option>
              {candidates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {held ? (
          <Field id="role-note" label="Why, or what to know (optional)">
            {(wired) => (
              <TextInput {...wired} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
            )}
          </Field>
        ) : null}
        <div className="flex gap-2">
          <Button type="submit" look="primary" busy={act.busy}>
            {held ? 'Offer' : 'Give'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Modal>
  )
}
