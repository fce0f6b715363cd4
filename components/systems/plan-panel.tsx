import Link from 'next/link'
import { PlanFaults } from '@/components/plans/plan-faults'
import { DefinitionList } from '@/components/ui/definition-list'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import type { PlanLine } from '@/lib/screens/system/model/system'
import { formatDuration } from '@/lib/time/durations'
import { formatDay, parseDay } from '@/lib/time/instants'

/** The plan in force: its version, owner and review; what it does not state says so. */
export function PlanPanel({ system, name, plan, now }: { system: string; name: string; plan: PlanLine; now: number }) {
  const day = (text: string | null) => {
    const at = text === null ? null : parseDay(text)
    return at === null ? 'not stated' : formatDay(at, now)
  }
  return (
    <section className="sec first:border-t-0 first:pt-0">
      <div className="h2row">
        <h2>Plan</h2>
        <span className="flex-1" />
        {plan.overdueBy === null ? null : (
          <StateTag state="at-risk" plain>
            Review overdue {formatDuration(plan.overdueBy, 1)}
          </StateTag>
        )}
      </div>
      <DefinitionList
        items={[
          { term: 'Version', value: plan.version ?? 'not stated' },
          { term: 'Last updated', value: day(plan.lastUpdated) },
          {
            term: 'Next review',
            value: plan.nextReview
              ? day(plan.nextReview)
              : plan.frequency
                ? `${plan.frequency}, no day stated`
                : 'not stated',
          },
          { term: 'Owner', value: plan.owner ?? 'not stated' },
          {
            term: 'Revision',
            value: (
              <span className="mono">
                {plan.contentHash.slice(0, 4)}…{plan.contentHash.slice(-4)}
              </span>
            ),
          },
          { term: 'In force since', value: plan.since === null ? 'unknown' : <Instant at={plan.since} zone /> },
        ]}
      />
      <p className="mt-2 flex flex-wrap gap-x-4">
        <Link href={`/systems/${system}/plan`} prefetch={false}>
          Read the plan
        </Link>
        <Link href={`/systems/${system}/contacts`} prefetch={false}>
          Contacts
        </Link>
        <Link href={`/systems/${system}/gaps`} prefetch={false}>
          Not covered
        </Link>
        <Link href={`/systems/${system}/plan/revisions`} prefetch={false}>
          What changed
        </Link>
      </p>
      <PlanFaults name={name} file={plan.file} faults={plan.faults} since={plan.faultSince} />
    </section>
  )
}
