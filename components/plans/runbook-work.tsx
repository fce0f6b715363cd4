import type { Route } from 'next'
import Link from 'next/link'
import { LinkButton } from '@/components/ui/link-button'
import { SeverityTag } from '@/components/ui/severity-tag'
import { StateTag } from '@/components/ui/state-tag'
import type { RunbookProgress } from '@/lib/incidents/model/acts'
import type { IncidentMode } from '@/lib/incidents/model/incident'
import type { Runbook } from '@/lib/plans/model/recovery'
import type { SeverityLevel } from '@/lib/vocabulary/severities'

type Named = {
  /** `INC-0042` */
  name: string
  title: string
  severity: SeverityLevel
  mode: IncidentMode
}

/** The open incident in which a runbook is worked, as the page needs it. */
export type WorkedIn = {
  number: number
  incident: Named
  others: Named[]
  /** the person may record steps */
  mayWrite: boolean
  progress: RunbookProgress
}

/** In which incident the runbook is worked, how far it is, and what the plan says to do when a step failed. */
export function RunbookWorkBar({
  runbook,
  work,
  mayDeclare,
}: {
  runbook: Runbook
  work: WorkedIn | null
  mayDeclare: boolean
}) {
  if (!work) {
    return (
      <p className="print:hidden mt-3 text-t-2">
        No incident of this system is open. While one is, or a drill, each step can be recorded here.{' '}
        {mayDeclare ? (
          <Link href="/incidents/new" prefetch={false}>
            Declare an incident
          </Link>
        ) : null}
      </p>
    )
  }
  const { incident, others, progress } = work
  return (
    <section className="print:hidden mt-3 border border-line-2 bg-bg-1 px-3 py-2" aria-label="Worked in">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <SeverityTag severity={incident.severity} quiet={incident.mode === 'drill'} />
        <Link href={`/incidents/${incident.name}`} prefetch={false} className="font-semibold">
          {incident.name}
        </Link>
        {incident.mode === 'drill' ? <b className="chip">Drill</b> : null}
        <span className="min-w-0 [overflow-wrap:anywhere]">{incident.title}</span>
        <span className="flex-1" />
        <span className="text-t-2">
          {progress.done} of {runbook.steps.length} done
          {progress.skipped > 0 ? `, ${progress.skipped} skipped` : ''}
        </span>
      </p>
      {progress.failure ? <Failure runbook={runbook} failure={progress.failure} /> : null}
      {others.length > 0 ? (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-small text-t-2">
          Other open incidents of this system:
          {others.map((other) => (
            <LinkButton key={other.name} size="small" href={`?worked-in=${other.name}` as Route}>
              {other.name} {other.mode === 'drill' ? 'drill' : 'live'}: {other.title}
            </LinkButton>
          ))}
        </p>
      ) : null}
    </section>
  )
}

function Failure({ runbook, failure }: { runbook: Runbook; failure: NonNullable<RunbookProgress['failure']> }) {
  const nameOf = (id: string) => runbook.steps.find((step) => step.id === id)?.name ?? id
  return (
    <div className="mt-2">
      <p className="flex flex-wrap items-center gap-x-2">
        <StateTag state="failed">{nameOf(failure.step)} failed</StateTag>
        <span className="text-t-2">The plan: {failure.says}</span>
      </p>
      {failure.undo.length > 0 ? (
        <ol className="mt-1 list-decimal pl-5">
          {failure.undo.map((id) => (
            <li key={id}>
              <a href={`#step-${id}`}>Undo {nameOf(id)}</a>
              {runbook.steps.find((step) => step.id === id)?.rollback ? null : (
                <span className="text-t-3">: the plan does not say how</span>
              )}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}
