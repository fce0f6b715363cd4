'use client'

import type { ReactNode } from 'react'
import { DeadlineValue, ElapsedValue } from '@/components/incidents/clock-value'
import { Instant } from '@/components/ui/instant'
import type { ExposureBasis } from '@/lib/incidents/model/incident'
import type { DeadlineClock, ExposureClock, IncidentClocks } from '@/lib/incidents/rules/clocks'

type Props = {
  clocks: IncidentClocks
  basis: ExposureBasis
  /** the server is not answering: clocks run on by themselves and say so */
  offline: boolean
  /** when the next word is due */
  update: ReactNode
}

/** The clocks of the command view: RTO left large, exposure in the middle, then the two that count up. */
export function ClocksPanel({ clocks, basis, offline, update }: Props) {
  const { rtoLeft, exposure, sinceImpact, sinceDetected } = clocks
  return (
    <section className="inc-clocks" aria-label="Clocks">
      <div>
        <h2 className="text-small font-normal text-t-2">
          RTO left{offline ? <span className="text-unknown"> · counted in this browser</span> : null}
        </h2>
        <DeadlineValue clock={rtoLeft} size="hero" />
        <p className="text-small text-t-2">
          <DeadlineNote clock={rtoLeft} />
        </p>
      </div>
      <div className="mt-2.5 grid grid-cols-3 gap-x-3 gap-y-2.5 md:grid-cols-2">
        <div className="md:col-span-2">
          <h2 className="text-small font-normal text-t-2">
            <span className="max-md:hidden">Data-loss</span>
            <span className="md:hidden">Loss</span> exposure
          </h2>
          <ElapsedValue clock={exposure} size="middle" units={2} quiet />
          <p className="text-small text-t-2">
            <ExposureNote clock={exposure} basis={basis} />
          </p>
        </div>
        <div className="order-3 md:order-none">
          <h2 className="text-small font-normal text-t-2">Since impact</h2>
          <ElapsedValue clock={sinceImpact} size="fact" units={2} quiet />
          <p className="text-small text-t-2">
            {sinceImpact.since === null ? 'not known' : <Instant at={sinceImpact.since} />}
          </p>
        </div>
        <div className="max-md:hidden">
          <h2 className="text-small font-normal text-t-2">Since detected</h2>
          <ElapsedValue clock={sinceDetected} size="fact" units={2} quiet />
          <p className="text-small text-t-2">
            {sinceDetected.since === null ? 'not recorded' : <Instant at={sinceDetected.since} />}
          </p>
        </div>
        {update}
      </div>
    </section>
  )
}

function DeadlineNote({ clock }: { clock: DeadlineClock }) {
  if (clock.state === 'unknown' || clock.deadline === null) return clock.why
  return (
    <>
      deadline <Instant at={clock.deadline} /> UTC
      {clock.objective ? `, ${clock.objective.name}` : ''}
      {clock.stoppedAt === null ? null : (
        <>
          , resumed <Instant at={clock.stoppedAt} />
        </>
      )}
    </>
  )
}

function ExposureNote({ clock, basis }: { clock: ExposureClock; basis: ExposureBasis }) {
  if (clock.state === 'unknown') return clock.why
  const from = basis.kind === 'none' ? null : basis.at
  return (
    <>
      {clock.state === 'held' && clock.until !== null ? (
        <>
          held, writes stopped <Instant at={clock.until} />
          <br />
        </>
      ) : null}
      {clock.state === 'stopped' ? (
        <>
          counted to {clock.why}
          <br />
        </>
      ) : null}
      {from === null ? null : (
        <>
          {basis.kind === 'newest' ? `newest point of ${basis.asset} ` : 'recovery point '}
          <Instant at={from} />
        </>
      )}
    </>
  )
}
