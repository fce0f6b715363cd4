import Link from 'next/link'
import type { ReactNode } from 'react'
import { Facts } from '@/components/plans/facts'
import { FillIn } from '@/components/plans/fill-in'
import { PlanSection, Points, Statement } from '@/components/plans/statement'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import type { PlanPageDto } from '@/lib/screens/plan/model/plan-page'
import { formatDuration } from '@/lib/time/durations'
import { formatDay, parseDay } from '@/lib/time/instants'

/** Version, owner, approval and review of the plan itself; `rehearsal` says when it was last rehearsed, and whether it changed since. */
export function PlanReviewSection({ page, rehearsal }: { page: PlanPageDto; rehearsal: ReactNode }) {
  const { review, system } = page.plan
  const day = (text: string | null) => {
    const at = text === null ? null : parseDay(text)
    return at === null ? 'not stated' : formatDay(at, page.asOf)
  }
  return (
    <PlanSection id="review" title="The plan itself">
      <Statement
        now={
          <>
            In force since {page.since === null ? 'unknown' : <Instant at={page.since} zone />}
            <br />
            revision <span className="mono">{page.contentHash.slice(0, 12)}</span>
            <br />
            <Link href={`/systems/${page.system}/plan/revisions`} prefetch={false} className="print:hidden">
              All revisions
            </Link>
          </>
        }
      >
        <Facts
          items={[
            ['Version', review.version ?? 'not stated'],
            ['Owner', review.owner ?? 'not stated'],
            ['Classification', system.classification ?? 'not stated'],
            ['Approved by', review.approvedBy ?? 'not stated'],
            ['Last updated', day(review.lastUpdated)],
            [
              'File',
              <span key="file" className="mono">
                {page.file}
              </span>,
            ],
          ]}
        />
        <FillIn items={review.toFillIn} />
      </Statement>
      <Statement
        now={
          page.reviewOverdueBy === null ? (
            review.nextReview ? (
              <StateTag state="within" plain>
                Not yet due
              </StateTag>
            ) : (
              <StateTag state="unknown" plain>
                No day agreed
              </StateTag>
            )
          ) : (
            <StateTag state="at-risk" plain>
              Overdue {formatDuration(page.reviewOverdueBy, 1)}
            </StateTag>
          )
        }
      >
        <Facts
          items={[
            ['Next review', day(review.nextReview)],
            ['Reviewed', review.frequency ?? 'no rhythm stated'],
            ['The same', review.every === null ? null : `every ${formatDuration(review.every)}`],
          ]}
        />
        {review.alsoAfter.length > 0 ? (
          <>
            <p className="mt-1 text-t-3">Also after</p>
            <Points items={review.alsoAfter} />
          </>
        ) : null}
      </Statement>
      <Statement now={rehearsal}>Rehearsed as a whole</Statement>
      {review.changes.map(({ on, version, what, by }) => (
        <Statement key={`${on}${version}`}>
          {day(on)}, version {version}: {what} <span className="text-t-3">({by})</span>
        </Statement>
      ))}
    </PlanSection>
  )
}
