import Link from 'next/link'
import { Fragment } from 'react'
import { RefreshOn } from '@/components/live/refresh-on'
import { Facts } from '@/components/plans/facts'
import { PlacesForm } from '@/components/plans/places-form'
import { RunbookStepItem } from '@/components/plans/runbook-step'
import { RunbookWorkBar, type WorkedIn } from '@/components/plans/runbook-work'
import { PlanSection, Points, Source, Statement } from '@/components/plans/statement'
import { SystemTrail } from '@/components/plans/system-trail'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { PrintButton } from '@/components/ui/print-button'
import { StateTag } from '@/components/ui/state-tag'
import type { MeasuredRunbook } from '@/lib/incidents/rules/measured'
import { stepsInOrder } from '@/lib/plans/rules/runbook'
import type { FilledPlace, RunbookPageDto } from '@/lib/screens/runbook/model/runbook-page'
import '@/components/plans/plan.css'
import { Duration } from '@/components/plans/runbook-duration'

/** A runbook to work by: its places filled in from the assets, then its steps in order, with what to do when one fails. */
export function RunbookPage({
  page,
  work,
  mayDeclare,
  measured,
}: {
  page: RunbookPageDto
  /** the open incident it is worked in; null where none is open */
  work: WorkedIn | null
  mayDeclare: boolean
  /** what it took when it was last carried out */
  measured: MeasuredRunbook
}) {
  const { plan, runbook, system } = page
  const places = Object.values(page.places)
  const values = Object.fromEntries(places.map(({ variable, value }) => [variable.name, value]))
  const scenarios = plan.scenarios.filter(({ runbook: id, alsoRunbooks }) => [id, ...alsoRunbooks].includes(runbook.id))
  const steps = stepsInOrder(runbook.steps)
  return (
    <div className="page-pad mx-auto max-w-[1010px]">
      <RefreshOn topics={['plans', 'incident']} nextChangeAt={null} />
      <header>
        <SystemTrail system={system} name={plan.system.name} plan="#runbooks" />
        <div className="ph">
          <div>
            <h1>{runbook.name}</h1>
            <div className="sub">
              Runbook of {plan.system.name}
              {runbook.kind === 'operation' ? ', everyday work' : ''}
            </div>
          </div>
          <span className="flex-1" />
          <LinkButton href={`/systems/${system}/contacts`}>Contacts</LinkButton>
          <PrintButton />
        </div>
        <p className="max-w-[70ch] text-read text-t-2">{runbook.purpose}</p>
        <RunbookWorkBar runbook={runbook} work={work} mayDeclare={mayDeclare} />
        <p className="text-small not-print:hidden">
          Printed <Instant at={page.asOf} zone /> of revision <span className="mono">{page.contentHash}</span>. What is
          filled in was true then.
        </p>
      </header>
      <PlanSection id="before" title="Before you start">
        <Statement now={<Duration page={page} whole={measured.whole} />}>
          <Facts
            items={[
              [
                'Answers',
                scenarios.map(({ reference, name }) => (reference ? `${reference} ${name}` : name)).join('; ') ||
                  'no scenario of the plan',
              ],
              [
                'Works on',
                runbook.assets.length > 0
                  ? runbook.assets.map((key, index) => (
                      <Fragment key={key}>
                        {index > 0 ? ', ' : ''}
                        <Link href={`/systems/${system}/plan#asset-${key}`} prefetch={false}>
                          {plan.assets.find((asset) => asset.key === key)?.name ?? key}
                        </Link>
                      </Fragment>
                    ))
                  : null,
              ],
              ['When a step fails', `${FAILURE_WORDS[runbook.onFailure.do]}. ${runbook.onFailure.says}`],
              ['Replay', runbook.replay ? replayWords(runbook.replay) : null],
            ]}
          />
          {runbook.when.length > 0 ? <p className="mt-1 text-t-3">Use it for</p> : null}
          <Points items={runbook.when} />
          {runbook.prerequisites.length > 0 ? <p className="mt-1 text-t-3">Needed first</p> : null}
          <Points items={runbook.prerequisites} />
          <Source source={runbook.source} />
        </Statement>
      </PlanSection>
      {places.length > 0 ? (
        <PlanSection id="places" title="Filled in" note={filledWords(places)}>
          {places
            .filter(({ value, typed }) => value !== null && typed === null)
            .map((place) => (
              <Place key={place.variable.name} place={place} />
            ))}
          <PlacesForm
            workedIn={work?.incident.name ?? null}
            places={places.filter(({ value, typed }) => value === null || typed !== null)}
          />
        </PlanSection>
      ) : null}
      <PlanSection id="steps" title="Steps" note={`${steps.length}`}>
        {steps.length === 0 ? <EmptyState>The runbook has no step.</EmptyState> : null}
        <ol>
          {steps.map((step, index) => (
            <RunbookStepItem
              key={step.id}
              step={step}
              index={index}
              page={page}
              values={values}
              work={work}
              measured={measured.steps[step.id] ?? null}
            />
          ))}
        </ol>
      </PlanSection>
      {runbook.monitoring.length + runbook.troubleshooting.length > 0 ? (
        <PlanSection id="watching" title="Watching it">
          <Statement>
            <Points items={runbook.monitoring} />
            {runbook.troubleshooting.length > 0 ? <p className="mt-1 text-t-3">When it fails, look at</p> : null}
            <Points items={runbook.troubleshooting} />
          </Statement>
        </PlanSection>
      ) : null}
    </div>
  )
}

const FAILURE_WORDS = {
  stop: 'Stop',
  'roll-back': 'Roll back the completed steps, the last one first',
  continue: 'Go on',
  escalate: 'Escalate',
}

function replayWords({ from, countsSkipped, says }: NonNullable<RunbookPageDto['runbook']['replay']>): string {
  return `from ${from}; events that cannot be applied are ${countsSkipped ? 'skipped and counted' : 'skipped'}. ${says}`
}

function filledWords(places: readonly FilledPlace[]): string {
  const open = places.filter(({ value }) => value === null).length
  return open === 0 ? 'all known' : `${open} of ${places.length} still to be filled in`
}

function Place({ place: { variable, value, trusted, why } }: { place: FilledPlace }) {
  return (
    <Statement now={why}>
      <span className="text-t-3">{variable.name.replaceAll('_', ' ')}</span> {variable.what}
      <p>
        <b className="mono font-semibold">{value}</b>{' '}
        {trusted ? null : (
          <StateTag state="unknown" plain>
            Last known
          </StateTag>
        )}
      </p>
    </Statement>
  )
}
