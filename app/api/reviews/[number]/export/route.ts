import { answerRequest } from '@/lib/auth/answer-request'
import { NotFound } from '@/lib/errors'
import { exportMarkdown } from '@/lib/reviews/rules/export-markdown'
import { findReview } from '@/lib/reviews/store/queries'

export const dynamic = 'force-dynamic'

/** A review as a Markdown file. */
export const GET = answerRequest<{ number: string }>(async ({ actor, params }) => {
  const review = await findReview(actor, params.number)
  if (!review) throw new NotFound('There is no such review.')
  return new Response(exportMarkdown(review), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="INC-${String(review.incident.number).padStart(4, '0')}-review.md"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
