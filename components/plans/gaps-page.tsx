import type { Route } from 'next'
import Link from 'next/link'
import { SystemTrail } from '@/components/plans/system-trail'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PrintButton } from '@/components/ui/print-button'
import type { GapGroup } from '@/lib/plans/model/gaps'
import '@/components/plans/plan.css'

/** Everything a plan does not cover, in one list: what a leader asks for and a document never says. */
export function GapsPage({ system, name, groups }: { system: string; name: string; groups: readonly GapGroup[] }) {
  const total = groups.reduce((sum, { gaps }) => sum + gaps.length, 0)
  return (
    <div className="page-pad mx-auto max-w-[1010px]">
      <SystemTrail system={system} name={name} plan="" />
      <div className="ph">
        <div>
          <h1>What is not covered, {name}</h1>
          <div className="sub">
            {total} gaps of the plan in force, by what it states. What the account adds is not counted.
          </div>
        </div>
        <span className="flex-1" />
        <LinkButton href={`/systems/${system}/findings`}>All findings</LinkButton>
        <PrintButton />
      </div>
      {groups.length === 0 ? <EmptyState>Nothing that Tidemark knows to look for is missing.</EmptyState> : null}
      {groups.map((group) => (
        <section key={group.id} className="plan-section" aria-labelledby={`gap-${group.id}`}>
          <h2 id={`gap-${group.id}`}>
            {group.title} <span className="text-body font-normal text-t-3">{group.gaps.length}</span>
          </h2>
          <p className="mt-1 text-t-2">{group.sentence}</p>
          <ul>
            {group.gaps.map((gap) => (
              <li key={gap.id} className="break-inside-avoid border-b border-line-1 py-2 [overflow-wrap:anywhere]">
                <Link href={`/systems/${system}/plan#${gap.anchor}` as Route} prefetch={false}>
                  {gap.what}
                </Link>
                <p className="text-small text-t-2">{gap.why}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
