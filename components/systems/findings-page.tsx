import Link from 'next/link'
import { RefreshOn } from '@/components/live/refresh-on'
import { FindingsFilters } from '@/components/systems/findings-filters'
import { FindingsKept } from '@/components/systems/findings-kept'
import { Acknowledged, countWords, SEVERITY_WORDS } from '@/components/systems/findings-list'
import { FindingsRow } from '@/components/systems/findings-row'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/instant'
import { LinkButton } from '@/components/ui/link-button'
import { type FindingFilter, filterFindings, filterHref } from '@/lib/findings/rules/filter'
import type { LivingFinding } from '@/lib/findings/rules/life'
import type { FindingsDto } from '@/lib/findings/store/finding-queries'
import { FINDING_SEVERITIES } from '@/lib/vocabulary/severities'

type Props = {
  view: FindingsDto
  filter: FindingFilter
  /** id of the finding to show opened */
  chosen: string | null
}

/** Every finding of a system in one list: open ones by severity, acknowledged ones folded below. */
export function FindingsPage({ view, filter, chosen }: Props) {
  const { system, name, findings, counts, kept, mayAcknowledge } = view
  const shown = filterFindings(findings, filter)
  const fold = filter.state === null
  const listed = fold ? shown.filter(({ state }) => state !== 'acknowledged') : shown
  const filtered = filter.severity !== null || filter.origin !== null || filter.state !== null
  return (
    <div className="page-pad">
      <RefreshOn
        topics={['board', 'plans', 'collectors', `system:${system}`, 'restore']}
        nextChangeAt={view.nextChangeAt}
      />
      <div className="ph">
        <div>
          <h1>Findings of {name}</h1>
          <div className="sub">
            {countWords(counts)}. Computed from the plan and the account, as of{' '}
            <Instant at={view.asOf} as="time" zone />
          </div>
        </div>
        <span className="flex-1" />
        <LinkButton href={`/systems/${system}`}>System page</LinkButton>
      </div>
      <FindingsFilters view={view} filter={filter} />
      {shown.length === 0 ? <Nothing view={view} filtered={filtered} /> : null}
      {FINDING_SEVERITIES.map((severity) => (
        <Group
          key={severity}
          head={SEVERITY_WORDS[severity]}
          findings={listed.filter((finding) => finding.severity === severity)}
          may={mayAcknowledge}
          chosen={chosen}
        />
      ))}
      {fold ? (
        <div className="sec mt-4 empty:hidden">
          <Acknowledged findings={shown.filter(({ state }) => state === 'acknowledged')} may={mayAcknowledge} wide />
          {filtered ? null : <FindingsKept system={system} kept={kept} may={mayAcknowledge} />}
        </div>
      ) : null}
    </div>
  )
}

type GroupProps = {
  head: string
  findings: readonly LivingFinding[]
  may: boolean
  chosen: string | null
}

function Group({ head, findings, may, chosen }: GroupProps) {
  if (findings.length === 0) return null
  return (
    <section className="sec mt-4" aria-label={`${head}, ${findings.length}`}>
      <div className="h2row !mb-0.5">
        <h2>{head}</h2>
        <span className="text-small text-t-3">{findings.length}</span>
      </div>
      <ul>
        {findings.map((finding) => (
          <FindingsRow
            key={finding.id}
            finding={finding}
            may={may}
            aside={finding.origin === 'plan' ? 'plan' : 'account'}
            open={finding.id === chosen}
            wide
          />
        ))}
      </ul>
    </section>
  )
}

function Nothing({ view, filtered }: { view: FindingsDto; filtered: boolean }) {
  if (!filtered) return <EmptyState>Plan and account agree; nothing is left to settle.</EmptyState>
  const all = filterHref(view.system, { severity: null, origin: null, state: null })
  return (
    <EmptyState
      action={
        <Link className="btn" href={all as `/systems/${string}`} prefetch={false}>
          Show all
        </Link>
      }
    >
      No finding matches this filter.
    </EmptyState>
  )
}
