'use client'

import { useState } from 'react'
import { ReopenDialog } from '@/components/incidents/reopen-dialog'
import { ResolveDialog } from '@/components/incidents/resolve-dialog'
import { useAct } from '@/components/live/use-act'
import { Press } from '@/components/ui/press'
import { setStatusAction } from '@/lib/incidents/actions'
import { INCIDENT_STATUSES, type IncidentDto, type IncidentStatus } from '@/lib/incidents/model/incident'
import { statusRank, statusWord } from '@/lib/incidents/rules/rules'

type Props = {
  incident: IncidentDto
  mayCommand: boolean
  onDone: () => void
}

/** The status as a switch along the way; resolving and reopening ask first. Without the right to command it only shows. */
export function StatusSwitch({ incident, mayCommand, onDone }: Props) {
  const [asking, setAsking] = useState<IncidentStatus | 'resolve' | null>(null)
  const act = useAct()
  const { status, number } = incident

  async function choose(to: IncidentStatus) {
    if (to === status || act.busy) return
    if (to === 'resolved') return setAsking('resolve')
    if (status === 'resolved') return setAsking(to)
    if (await act.run(() => setStatusAction({ number, to }))) onDone()
  }

  function done() {
    setAsking(null)
    onDone()
  }

  return (
    <>
      <fieldset className="phases" aria-busy={act.busy || undefined}>
        <legend className="sr-only">Status</legend>
        {INCIDENT_STATUSES.map((one) => {
          const done = statusRank(one) < statusRank(status) ? 'done' : undefined
          return mayCommand ? (
            <Press key={one} className={done} aria-pressed={one === status} onClick={() => void choose(one)}>
              {statusWord(one)}
            </Press>
          ) : (
            <span key={one} className={done}>
              {one === status ? <b className="font-semibold text-t-1">{statusWord(one)}</b> : statusWord(one)}
            </span>
          )
        })}
      </fieldset>
      {asking === 'resolve' ? (
        <ResolveDialog incident={incident} onClose={() => setAsking(null)} onDone={done} />
      ) : null}
      {asking && asking !== 'resolve' ? (
        <ReopenDialog number={number} to={asking} onClose={() => setAsking(null)} onDone={done} />
      ) : null}
    </>
  )
}
