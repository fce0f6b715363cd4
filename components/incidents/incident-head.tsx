'use client'

import Link from 'next/link'
import { SeveritySwitch } from '@/components/incidents/severity-switch'
import { StatusSwitch } from '@/components/incidents/status-switch'
import { Fuse } from '@/components/ui/fuse'
import { Instant } from '@/components/ui/instant'
import { type IncidentDto, MILESTONE_WORDS, type Milestone } from '@/lib/incidents/model/incident'
import { clocksOf } from '@/lib/incidents/rules/clocks'
import { formatDuration } from '@/lib/time/durations'
import { incidentName } from '@/lib/vocabulary/numbers'

const ON_FUSE: readonly Milestone[] = ['detected', 'declared', 'writesStopped', 'restored', 'verified']

type Props = {
  incident: IncidentDto
  mayCommand: boolean
  onDone: () => void
}

/** Name, severity, title and status of the incident, and its fuse from impact to deadline. */
export function IncidentHead({ incident, mayCommand, onDone }: Props) {
  const { milestones, status } = incident
  const name = incidentName(incident.number)
  return (
    <header className="inc-head">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <SeveritySwitch incident={incident} mayCommand={mayCommand} onDone={onDone} />
        <b className="font-semibold">{name}</b>
        {incident.mode === 'drill' ? <b className="chip">Drill</b> : null}
        <h1 className="min-w-0 text-[18px] leading-[22px] font-semibold [overflow-wrap:anywhere]">{incident.title}</h1>
        <span className="flex-1" />
        <StatusSwitch incident={incident} mayCommand={mayCommand} onDone={onDone} />
      </div>
      <p className="mt-1 text-t-2">
        {incident.systemName}
        {incident.environment ? ` ${incident.environment}` : ''}.{' '}
        <span className="max-md:hidden">
          Declared <Instant at={milestones.declared ?? 0} zone /> by {incident.declaredByName}.{' '}
        </span>
        {status === 'resolved' ? (
          <Link href={`/reviews/${name}`} prefetch={false}>
            Review
          </Link>
        ) : null}
      </p>
      {milestones.impactStarted === null ? (
        <p className="my-2 text-t-2">
          Impact start is not known. Set it under Times, or write “/impact 13:08”, and the clocks begin.
        </p>
      ) : (
        <div className="mt-1 mb-2">
          <IncidentFuse incident={incident} impactAt={milestones.impactStarted} />
        </div>
      )}
    </header>
  )
}

function IncidentFuse({ incident, impactAt }: { incident: IncidentDto; impactAt: number }) {
  const { rtoLeft } = clocksOf(incident)
  const { milestones } = incident
  const moments = ON_FUSE.flatMap((one) => {
    const at = milestones[one]
    return at === null || at < impactAt ? [] : [{ at, label: MILESTONE_WORDS[one].toLowerCase() }]
  })
  const first = incident.restores.at(-1)
  if (first && first.stateSince >= impactAt && milestones.restored === null && first.availableAt !== null) {
    moments.push({ at: first.availableAt, label: 'available' })
  }
  const ended = milestones.resumed ?? milestones.resolved
  return (
    <Fuse
      impactAt={impactAt}
      deadlineAt={rtoLeft.deadline}
      deadlineLabel={rtoLeft.target === null ? undefined : `RTO ${formatDuration(rtoLeft.target)}`}
      moments={moments}
      endedAt={ended ?? undefined}
      width={760}
    />
  )
}
