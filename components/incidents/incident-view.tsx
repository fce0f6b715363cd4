'use client'

import { useRef, useState } from 'react'
import { ChecklistsPanel } from '@/components/incidents/checklists-panel'
import { ClocksPanel } from '@/components/incidents/clocks-panel'
import { IncidentHead } from '@/components/incidents/incident-head'
import { NextWordClock } from '@/components/incidents/next-word-clock'
import { ObjectivesPanel } from '@/components/incidents/objectives-panel'
import { RestoresPanel } from '@/components/incidents/restores-panel'
import { type Candidate, RolesPanel } from '@/components/incidents/roles-panel'
import { Messages, OtherRunbooks, WorkedRunbooks } from '@/components/incidents/runbooks-panel'
import { TimesPanel } from '@/components/incidents/times-panel'
import { useIncident } from '@/components/incidents/use-incident'
import { useLines } from '@/components/incidents/use-lines'
import { useOffline } from '@/components/incidents/use-offline'
import { CorrectDialog } from '@/components/timeline/correct-dialog'
import { EntryLine, type EntryLineHandle } from '@/components/timeline/entry-line'
import { OfflineBanner } from '@/components/timeline/offline-banner'
import { Timeline } from '@/components/timeline/timeline'
import { useOutbox } from '@/components/timeline/use-outbox'
import type { FollowedPlan } from '@/lib/incidents/model/followed-plan'
import type { IncidentUpdate } from '@/lib/incidents/model/incident'
import { clocksOf } from '@/lib/incidents/rules/clocks'
import { incidentName } from '@/lib/vocabulary/numbers'
import '@/components/incidents/incident.css'
import '@/components/incidents/incident.widths.css'
import { Press } from '@/components/ui/press'

const TABS = [
  ['timeline', 'Timeline'],
  ['times', 'Facts'],
  ['roles', 'Roles'],
] as const

type Props = {
  initial: IncidentUpdate
  actor: Candidate
  /** people who may hold a role */
  candidates: readonly Candidate[]
  may: { write: boolean; command: boolean }
  /** what of the system's plan in force is followed here; null when there is none in force */
  plan: FollowedPlan | null
}

/** The command view of one incident, live in every open browser, and of use while the server is away. */
export function IncidentView({ initial, actor, candidates, may, plan }: Props) {
  const live = useIncident(initial)
  const outbox = useOutbox()
  const [tab, setTab] = useState<(typeof TABS)[number][0]>('timeline')
  const { incident, entries, refresh } = live
  const offlineSince = useOffline(outbox, live.failedSince)
  const here = (list: typeof outbox.waiting) => list.filter((entry) => entry.incident === incident.number)
  const waiting = here(outbox.waiting)
  const line = useRef<EntryLineHandle>(null)
  const lines = useLines({ incident, entries, actor, refresh })
  // An entry on its way for a moment is no news; one that waits is.
  const stuck = outbox.waiting.filter((entry) => entry.problem || offlineSince !== null || outbox.blocked !== null)

  return (
    <>
      <OfflineBanner
        since={offlineSince}
        blocked={outbox.blocked}
        waiting={stuck}
        factsAt={live.asOf}
        inTab={outbox.inTab}
        unreadable={outbox.unreadable}
      />
      <div className="inc" data-tab={tab}>
        <div className="inc-left">
          <ClocksPanel
            clocks={clocksOf(incident)}
            basis={incident.basis}
            offline={offlineSince !== null}
            update={
              <NextWordClock
                incident={incident}
                rules={plan?.telling ?? null}
                onWrite={may.write ? () => line.current?.begin('/message') : null}
              />
            }
          />
          <aside className="inc-people" aria-label="People">
            <RolesPanel
              incident={incident}
              actor={actor}
              candidates={candidates}
              mayWrite={may.write}
              mayCommand={may.command}
              onDone={refresh}
            />
          </aside>
        </div>
        <div className="inc-mid">
          <IncidentHead incident={incident} mayCommand={may.command} onDone={refresh} />
          <div className="inc-tabs" role="tablist" aria-label="Parts of the incident">
            {TABS.map(([key, word]) => (
              <Press key={key} role="tab" aria-selected={tab === key} onClick={() => setTab(key)}>
                {word}
              </Press>
            ))}
          </div>
          <div className="inc-main">
            {may.write ? (
              <EntryLine ref={line} draftKey={`draft:${incidentName(incident.number)}`} onLine={lines.onLine} />
            ) : null}
            <Timeline
              entries={entries}
              starred={incident.starred}
              waiting={waiting}
              sent={here(outbox.sent)}
              storage={outbox}
              actorId={actor.id}
              mayWrite={may.write}
              more={live.more}
              onOlder={() => void live.readOlder()}
              onStar={lines.onStar}
              onCorrect={lines.onCorrect}
            />
          </div>
        </div>
        <aside className="inc-facts" aria-label="Facts">
          {plan ? <WorkedRunbooks plan={plan} incident={incident} /> : null}
          <RestoresPanel
            restores={incident.restores}
            staleAt={offlineSince === null ? null : live.asOf}
            system={incident.systemName}
          />
          {plan ? (
            <>
              <ChecklistsPanel checklists={plan.checklists} incident={incident} mayWrite={may.write} onDone={refresh} />
              <Messages plan={plan} incident={incident} />
              <OtherRunbooks plan={plan} incident={incident} />
            </>
          ) : null}
          <TimesPanel incident={incident} may={may} onDone={refresh} />
          <ObjectivesPanel objectives={incident.objectives} plan={incident.planVersion} />
        </aside>
      </div>
      {lines.correcting ? (
        <CorrectDialog
          drawn={lines.correcting}
          onClose={() => lines.onCorrect(null)}
          onCorrect={(correction) => lines.sendCorrection(correction)}
        />
      ) : null}
    </>
  )
}
