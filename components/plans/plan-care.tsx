import { Facts } from '@/components/plans/facts'
import { FillIn } from '@/components/plans/fill-in'
import { PlanSection, Points, SharedSource, Source, Statement } from '@/components/plans/statement'
import { StateTag } from '@/components/ui/state-tag'
import type { Plan } from '@/lib/plans/model/plan'
import { evidenceName } from '@/lib/plans/rules/evidence-name'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { formatDuration } from '@/lib/time/durations'
import { formatDay, parseDay } from '@/lib/time/instants'

/** What follows an incident: how the review is written, and by when. */
export function PlanReviewsSection({ plan }: { plan: Plan }) {
  if (!plan.reviews) return null
  const { sections, deadlines, source } = plan.reviews
  return (
    <PlanSection id="reviews" title="Review after an incident">
      {deadlines.map(({ id, what, from, within }, index) => (
        <Statement
          key={id}
          id={`deadline-${id}`}
          now={`${from ? `${formatDuration(from)} to ` : 'within '}${formatDuration(within)} after resolution`}
        >
          {what}
          <SharedSource of={deadlines} index={index} />
        </Statement>
      ))}
      {sections.map(({ id, title, asks, filledFrom }) => (
        <Statement
          key={id}
          id={`review-${id}`}
          now={filledFrom ? `Tidemark fills in the ${filledFrom}` : 'written by hand'}
        >
          <h3>{title}</h3>
          <Points items={asks} />
        </Statement>
      ))}
      <Source source={source} />
    </PlanSection>
  )
}

/** What a framework demands, and what of this plan, or of Tidemark's record, satisfies it. */
export function PlanComplianceSection({ plan }: { plan: Plan }) {
  if (plan.compliance.length === 0) return null
  return (
    <PlanSection id="compliance" title="Compliance">
      {plan.compliance.map((one) => (
        <Statement
          key={one.id}
          now={
            one.evidence.length === 0 ? (
              <StateTag state="missed" plain>
                No evidence named
              </StateTag>
            ) : (
              one.evidence.map((evidence) => (
                <p key={`${evidence.kind}${evidence.of}`}>
                  {evidence.kind.replaceAll('-', ' ')}
                  {evidence.of ? ` “${evidenceName(plan, evidence)}”` : ''}: {evidence.says}
                </p>
              ))
            )
          }
        >
          <h3>{one.framework}</h3>
          <p>{one.requirement}</p>
          <Facts
            items={[
              ['Within', one.within === null ? null : formatDuration(one.within)],
              ['At least', one.atLeastEvery === null ? null : `every ${formatDuration(one.atLeastEvery)}`],
              ['Only', one.condition],
            ]}
          />
          <Source source={one.source} />
        </Statement>
      ))}
    </PlanSection>
  )
}

/** Documents that have to exist. */
export function PlanDocumentsSection({ page: { plan, asOf } }: { page: PlanPageDto }) {
  if (plan.documents.length === 0) return null
  return (
    <PlanSection id="documents" title="Required documents">
      {plan.documents.map(({ id, name, location, due, done }, index) => (
        <Statement key={id} id={`document-${id}`} now={<DoneOrDue due={due} done={done} now={asOf} />}>
          {name}
          {location ? (
            <p>
              <span className="text-t-3">At</span> <span className="mono">{location}</span>
            </p>
          ) : null}
          <SharedSource of={plan.documents} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}

/** Tasks done again and again. */
export function PlanMaintenanceSection({ page: { plan, asOf } }: { page: PlanPageDto }) {
  if (plan.maintenance.length === 0) return null
  const roles = new Map(plan.roles.map(({ id, name }) => [id, name]))
  return (
    <PlanSection id="maintenance" title="Maintenance">
      {plan.maintenance.map(({ id, name, frequency, owner, due, done }, index) => (
        <Statement key={id} id={`maintenance-${id}`} now={<DoneOrDue due={due} done={done} now={asOf} />}>
          {name}, {frequency}
          {owner ? <span className="text-t-3"> ({roles.get(owner) ?? owner})</span> : null}
          <SharedSource of={plan.maintenance} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}

type Done = { on: string; by: string; evidence: string } | null

function DoneOrDue({ due, done, now }: { due: string | null; done: Done; now: number }) {
  const day = (text: string) => formatDay(parseDay(text) ?? now, now)
  const dueAt = due ? parseDay(due) : null
  const late = dueAt !== null && dueAt < now && !(done && (parseDay(done.on) ?? 0) >= dueAt)
  return (
    <>
      {done ? (
        <p>
          Done {day(done.on)} by {done.by}: {done.evidence}
        </p>
      ) : (
        <p>Never recorded as done</p>
      )}
      {due === null ? (
        <StateTag state="missed" plain>
          No day due
        </StateTag>
      ) : (
        <StateTag state={late ? 'at-risk' : 'within'} plain>
          {late ? 'overdue since' : 'due'} {day(due)}
        </StateTag>
      )}
    </>
  )
}

/** Consoles, dashboards, scripts, documentation. */
export function PlanResourcesSection({ plan }: { plan: Plan }) {
  if (plan.resources.length === 0) return null
  return (
    <PlanSection id="resources" title="Resources">
      {plan.resources.map(({ id, name, kind, address, use, toFillIn, source }, index) => (
        <Statement key={id} id={`resource-${id}`} now={kind.replaceAll('-', ' ')}>
          <h3>{name}</h3>
          <p>{use}</p>
          {address ? (
            /^https?:/.test(address) ? (
              <a href={address} rel="noreferrer noopener" target="_blank">
                {address}
              </a>
            ) : (
              <span className="mono">{address}</span>
            )
          ) : null}
          <FillIn items={toFillIn} beside={source} />
          <SharedSource of={plan.resources} index={index} />
        </Statement>
      ))}
    </PlanSection>
  )
}
