import { answerRequest } from '@/lib/auth/answer-request'
import { takeReview } from '@/lib/reviews/commands/take-file'
import { exportMarkdown } from '@/lib/reviews/rules/export-markdown'

export const dynamic = 'force-dynamic'

/** A review as a Markdown file. */
export const GET = answerRequest<{ number: string }>(async ({ actor, params }) => {
  const review = await takeReview(actor, params.number)
  return new Response(exportMarkdown(review), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="INC-${String(review.incident.number).padStart(4, '0')}-review.md"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
