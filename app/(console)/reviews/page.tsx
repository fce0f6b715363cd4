import type { Metadata } from 'next'
import { ReviewList } from '@/components/reviews/review-list'
import { type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { listReviews } from '@/lib/reviews/store/queries'

export const metadata: Metadata = { title: 'Reviews' }

/** The reviews, newest incident first. `before` pages back by the incident's number. */
export default async function ReviewsPage({ searchParams }: { searchParams: Query }) {
  const actor = await requireActor()
  const { before } = await queryOf(searchParams)
  const reviews = await listReviews(actor, before && /^\d{1,9}$/.test(before) ? Number(before) : null)
  return (
    <div className="page-pad">
      <div className="ph">
        <div>
          <h1>Reviews</h1>
          <div className="sub">
            One for each resolved incident. Figures are computed from its recorded times, in UTC.
          </div>
        </div>
      </div>
      <ReviewList reviews={reviews} />
    </div>
  )
}
