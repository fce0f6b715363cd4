import Link from 'next/link'
import { Facts } from '@/components/plans/facts'
import { Assumed } from '@/components/plans/fill-in'
import { NotStated, PlanSection, Points, SharedSource, Source, Statement } from '@/components/plans/statement'
import { StateTag } from '@/components/ui/state-tag'
import type { Plan } from '@/lib/plans/model/plan'
import { runbookEstimate } from '@/lib/plans/rules/runbook'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { formatDuration } from '@/lib/time/durations'

/** What notices trouble. */
export function PlanDetectionSection({ plan }: { plan: Plan }) {
  return (
    <PlanSection id="detection" title="How trouble is noticed">
      {plan.detection.length === 0 ? <NotStated>The plan does not say what notices trouble.</NotStated> : null}
      {plan.detection.map(({ id, name, how, says, alarm }, index) => (
        <Statement key={id} id={`detection-${id}`}>
          <h3>{name}</h3>
          <p>
            {says} <span className="text-t-3">{how === 'automated' ? 'By a machine.' : 'By people.'}</span>
          </p>
          {alarm ? (
            <p className="text-small text-t-2">
              Needs an alarm on <span className="mono">{alarm.metric}</span> of{' '}
              <span className="mono">{alarm.asset}</span>
              {alarm.assumed ? ' (assumed, to confirm)' : ''}
            </p>
          ) : null}
          <SharedSource of={plan.detection} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}

/** What can happen, what it hits, and the runbook that answers it. */
export function PlanScenariosSection({ page: { plan, system } }: { page: PlanPageDto }) {
  const runbooks = new Map(plan.runbooks.map((runbook) => [runbook.id, runbook]))
  const assets = new Map(plan.assets.map(({ key, name }) => [key, name]))
  const noticed = new Map(plan.detection.map(({ id, name }) => [id, name]))
  const severities = new Map(plan.severities.map(({ id, name }) => [id, name]))
  return (
    <PlanSection id="scenarios" title="Scenarios" note={`${plan.scenarios.length}`}>
      {plan.scenarios.length === 0 ? <NotStated>The plan names no scenario.</NotStated> : null}
      {plan.scenarios.map((scenario) => {
        const answers = [scenario.runbook, ...scenario.alsoRunbooks].flatMap((id) => runbooks.get(id ?? '') ?? [])
        return (
          <Statement
            key={scenario.id}
            id={`scenario-${scenario.id}`}
            now={
              answers.length === 0 ? (
                <StateTag state="cannot-meet" plain>
                  No runbook
                </StateTag>
              ) : (
                answers.map((runbook) => (
                  <p key={runbook.id}>
                    <Link href={`/systems/${system}/runbooks/${runbook.id}`} prefetch={false}>
                      {runbook.name}
                    </Link>
                    , {runbook.steps.length} {runbook.steps.length === 1 ? 'step' : 'steps'}
                  </p>
                ))
              )
            }
          >
            <h3>
              {scenario.reference ? <span className="mono text-t-3">{scenario.reference} </span> : null}
              {scenario.name}
            </h3>
            <p>{scenario.description}</p>
            <Facts
              items={[
                ['Hits', scenario.assets.map((key) => assets.get(key) ?? key).join(', ') || 'no asset named'],
                ['In', plan.environments.find(({ key }) => key === scenario.environment)?.name ?? null],
                [
                  'FindingSeverity',
                  scenario.severity ? (severities.get(scenario.severity) ?? scenario.severity) : null,
                ],
                ['Noticed by', scenario.detection.join('; ') || 'not stated'],
                ['Watched by', scenario.detectedBy.map((id) => noticed.get(id) ?? id).join('; ') || null],
              ]}
            />
            {scenario.assetsAssumed ? <Assumed facts={['which assets it hits']} /> : null}
            <Source source={scenario.source} />
          </Statement>
        )
      })}
    </PlanSection>
  )
}

/** The runbooks in short; each has its own page with its steps. */
export function PlanRunbooksSection({ page: { plan, system } }: { page: PlanPageDto }) {
  return (
    <PlanSection id="runbooks" title="Runbooks" note={`${plan.runbooks.length}`}>
      {plan.runbooks.length === 0 ? <NotStated>The plan has no runbook.</NotStated> : null}
      {plan.runbooks.map((runbook) => {
        const { stated, without } = runbookEstimate(runbook)
        return (
          <Statement
            key={runbook.id}
            id={`runbook-${runbook.id}`}
            now={
              runbook.estimate ? (
                `The plan estimates ${formatDuration(runbook.estimate.low)} to ${formatDuration(runbook.estimate.high)}`
              ) : stated > 0 ? (
                `${without > 0 ? 'at least ' : ''}${formatDuration(stated)} by its steps`
              ) : (
                <span className="text-t-3">No duration stated</span>
              )
            }
          >
            <h3>
              <Link href={`/systems/${system}/runbooks/${runbook.id}`} prefetch={false}>
                {runbook.name}
              </Link>
            </h3>
            <p>{runbook.purpose}</p>
            <Points items={runbook.when} className="text-small text-t-2" />
            <ol className="mt-1 list-decimal pl-5 text-small text-t-2">
              {runbook.steps.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ol>
            <p className="mt-1 text-small text-t-3">({runbook.source.section})</p>
          </Statement>
        )
      })}
    </PlanSection>
  )
}
