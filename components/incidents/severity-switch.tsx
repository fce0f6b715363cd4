'use client'

import { useAct } from '@/components/live/use-act'
import { useReady } from '@/components/ui/press'
import { SeverityTag } from '@/components/ui/severity-tag'
import { setSeverityAction } from '@/lib/incidents/actions'
import type { IncidentDto } from '@/lib/incidents/model/incident'
import { SEVERITIES } from '@/lib/vocabulary/severities'

type Props = {
  incident: IncidentDto
  mayCommand: boolean
  onDone: () => void
}

/** The severity as a tag; for those who command, a choice. */
export function SeveritySwitch({ incident, mayCommand, onDone }: Props) {
  const act = useAct()
  const ready = useReady()
  const quiet = incident.mode === 'drill' || incident.status === 'resolved'
  if (!mayCommand) return <SeverityTag severity={incident.severity} quiet={quiet} />
  return (
    <select
      className={`sev ${quiet ? 'sev-quiet' : ''}`}
      aria-label="Severity"
      title="In doubt, the higher one"
      value={incident.severity}
      disabled={!ready || act.busy}
      onChange={async (event) => {
        const to = Number(event.target.value)
        if (await act.run(() => setSeverityAction({ number: incident.number, to }))) onDone()
      }}
    >
      {SEVERITIES.map((one) => (
        <option key={one} value={one}>
          SEV {one}
        </option>
      ))}
    </select>
  )
}
