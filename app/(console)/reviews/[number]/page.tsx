import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { RefreshOn } from '@/components/live/refresh-on'
import { ReviewPage } from '@/components/reviews/review-page'
import { ReviewStatusButton } from '@/components/reviews/review-status'
import { LinkButton } from '@/components/ui/link-button'
import { StateTag } from '@/components/ui/state-tag'
import { pathOf } from '@/lib/auth/read-address'
import { can } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { deadlinesAfter } from '@/lib/incidents/store/follow-ups'
import { planInForce } from '@/lib/plans/in-force/queries'
import { findReview } from '@/lib/reviews/store/queries'
import { incidentName } from '@/lib/vocabulary/numbers'

type Params = { params: Promise<{ number: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Review ${(await pathOf(params)).number.toUpperCase()}` }
}

/** The post-incident review. */
export default async function ReviewRoute({ params }: Params) {
  const actor = await requireActor()
  const review = await findReview(actor, (await pathOf(params)).number)
  if (!review) notFound()
  const mayWrite = can(actor, 'review.write', review.incident)
  const name = incidentName(review.incident.number)
  const hasForm = ((await planInForce(actor, review.incident.system))?.plan.audit?.format.length ?? 0) > 0
  return (
    <>
      <RefreshOn topics={[`incident:${review.incident.number}`, `review:${review.incident.number}`]} />
      <div className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line-1 px-5 py-1.5">
        <Link href="/reviews" prefetch={false}>
          Reviews
        </Link>
        <span className="text-t-3">/</span>
        <b className="font-semibold">{name}</b>
        <StateTag state={review.status === 'reviewed' ? 'within' : 'info'} plain>
          {review.status === 'reviewed' ? 'Reviewed' : 'Draft'}
        </StateTag>
        {review.incident.mode === 'drill' ? <b className="chip">Drill</b> : null}
        <span className="text-small text-t-3">version {review.version}</span>
        <span className="flex-1" />
        {mayWrite ? <ReviewStatusButton number={review.incident.number} status={review.status} /> : null}
        <LinkButton href={`/api/reviews/${name}/export`} size="small" download>
          Export Markdown
        </LinkButton>
        {hasForm ? (
          <LinkButton href={`/api/reviews/${name}/audit`} size="small" download>
            Export in the plan’s form
          </LinkButton>
        ) : null}
      </div>
      <ReviewPage review={review} deadlines={await deadlinesAfter(actor, review.incident.number)} mayWrite={mayWrite} />
    </>
  )
}
