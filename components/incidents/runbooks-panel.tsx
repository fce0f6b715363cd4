import type { Route } from 'next'
import Link from 'next/link'
import { STEP_LOOK } from '@/components/plans/step-state'
import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import { MARK_LOOK } from '@/components/ui/mark'
import { StateTag } from '@/components/ui/state-tag'
import type { StepState } from '@/lib/incidents/model/acts'
import type { FollowedPlan, PanelRunbook } from '@/lib/incidents/model/followed-plan'
import type { IncidentDto } from '@/lib/incidents/model/incident'
import { progressOf } from '@/lib/incidents/rules/steps'
import type { MessageTemplate } from '@/lib/plans/model/messages'
import { stepsInOrder } from '@/lib/plans/rules/runbook'
import { incidentName } from '@/lib/vocabulary/numbers'

type Props = {
  plan: FollowedPlan
  incident: IncidentDto
}

const touchedAt = ({ stepActs }: IncidentDto, id: string) => stepActs.findLast((act) => act.runbook === id)?.seq ?? 0
const hrefOf = ({ plan, incident }: Props, id: string) =>
  `/systems/${plan.system}/runbooks/${id}?worked-in=${incidentName(incident.number)}` as Route

/** Runbooks that are being worked, step by step as recorded, the last touched first. */
export function WorkedRunbooks(props: Props) {
  const { plan, incident } = props
  return plan.runbooks
    .filter(({ id }) => touchedAt(incident, id) > 0)
    .toSorted((a, b) => touchedAt(incident, b.id) - touchedAt(incident, a.id))
    .map((runbook) => (
      <Worked key={runbook.id} runbook={runbook} incident={incident} href={hrefOf(props, runbook.id)} />
    ))
}

/** The way to the runbooks that nobody has begun here, and to who is called. */
export function OtherRunbooks(props: Props) {
  const { plan, incident } = props
  const others = plan.runbooks.filter(({ id, everyday }) => touchedAt(incident, id) === 0 && !everyday)
  return (
    <section className="sec" aria-label="Runbooks">
      <div className="h2row">
        <h2>{incident.stepActs.length > 0 ? 'Other runbooks' : 'Runbooks'}</h2>
        <span className="flex-1" />
        <Link href={`/systems/${plan.system}/contacts`} prefetch={false}>
          Who to call
        </Link>
      </div>
      {plan.runbooks.length === 0 ? (
        <p className="text-t-2">The plan of {plan.systemName} has no runbook for any scenario.</p>
      ) : null}
      <ul>
        {others.map((runbook) => (
          <li key={runbook.id} className="border-b border-line-1 py-1.5">
            <Link href={hrefOf(props, runbook.id)} prefetch={false}>
              {runbook.name}
            </Link>
            {runbook.answers.length > 0 && !runbook.answers.includes(runbook.name) ? (
              <span className="block text-small text-t-3">{runbook.answers.join('; ')}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

const WHEN: Record<IncidentDto['status'], MessageTemplate['when'][]> = {
  investigating: ['first', 'active'],
  identified: ['active'],
  recovering: ['recovery', 'active'],
  monitoring: ['recovery', 'resolved'],
  resolved: ['resolved'],
}

/** The messages of the plan, those first that fit how the incident stands; each opens filled in from it. */
export function Messages({ plan, incident }: Props) {
  if (plan.messages.length === 0) return null
  const fits = (when: MessageTemplate['when']) => WHEN[incident.status].includes(when)
  return (
    <section className="sec" aria-label="Messages">
      <div className="h2row">
        <h2>Messages</h2>
      </div>
      <ul>
        {plan.messages
          .toSorted((a, b) => Number(fits(b.when)) - Number(fits(a.when)))
          .map(({ id, name, when, to }) => (
            <li key={id} className="border-b border-line-1 py-1.5">
              <Link
                href={`/systems/${plan.system}/messages/${id}?worked-in=${incidentName(incident.number)}`}
                prefetch={false}
                className={fits(when) ? 'font-semibold' : undefined}
              >
                {name}
              </Link>
              {to ? <span className="block text-small text-t-3">to {to}</span> : null}
            </li>
          ))}
      </ul>
    </section>
  )
}

function Worked({ runbook, incident, href }: { runbook: PanelRunbook; incident: IncidentDto; href: Route }) {
  const progress = progressOf(runbook, incident.stepActs)
  const failed = runbook.steps.find(({ id }) => id === progress.failure?.step)
  return (
    <section className="sec" aria-label={runbook.name}>
      <div className="h2row">
        <h2>
          <Link href={href} prefetch={false}>
            {runbook.name}
          </Link>
        </h2>
        <span className="flex-1" />
        <span className="text-small whitespace-nowrap text-t-2">
          {progress.done} of {runbook.steps.length}
        </span>
      </div>
      {failed ? (
        <div className="py-1">
          <StateTag state="failed" plain className="flex">
            {failed.name} failed
          </StateTag>
          <p className="text-small text-t-2">The plan: {progress.failure?.says}</p>
        </div>
      ) : null}
      <ol>
        {stepsInOrder(runbook.steps).map((step, index) => (
          <Step
            key={step.id}
            step={step}
            number={index + 1}
            state={progress.steps[step.id]}
            isNext={progress.next === step.id}
            running={step.restores ? runningOf(incident) : null}
          />
        ))}
      </ol>
    </section>
  )
}

function runningOf({ restores }: IncidentDto): string | null {
  const [one, other] = restores.filter(({ state }) => state === 'RUNNING')
  return one && !other ? (one.percent === null ? 'running' : `${Math.round(one.percent)} %`) : null
}

function Step({
  step,
  number,
  state,
  isNext,
  running,
}: {
  step: PanelRunbook['steps'][number]
  number: number
  state: StepState | undefined
  isNext: boolean
  /** how far the one restore of the incident is; null for another step, or where none or several run */
  running: string | null
}) {
  const outcome = state?.outcome ?? 'waiting'
  const { mark, word } = STEP_LOOK[outcome]
  return (
    <li
      className="grid grid-cols-[16px_18px_minmax(0,1fr)_auto] items-baseline gap-x-1.5 border-b border-line-1 py-1.5"
      aria-current={isNext ? 'step' : undefined}
    >
      <span className="text-small text-t-3">{number}</span>
      <Glyph name={outcome === 'waiting' ? 'waiting' : MARK_LOOK[mark].glyph} label={word} className="self-center" />
      <span className={isNext ? 'font-semibold' : state?.act ? '' : 'text-t-2'}>
        {step.name}
        {step.owner ? <span className="block text-small font-normal text-t-3">{step.owner}</span> : null}
      </span>
      <span className="text-small text-t-2">
        {running && outcome !== 'done' ? (
          <b className="font-semibold text-running">{running}</b>
        ) : state?.act ? (
          <Instant at={state.act.at} />
        ) : isNext ? (
          'next'
        ) : (
          'waiting'
        )}
      </span>
    </li>
  )
}
