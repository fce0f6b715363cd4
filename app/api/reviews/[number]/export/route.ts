import { requireApiActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { toHttp } from '@/lib/http-result'
import { exportMarkdown } from '@/lib/reviews/rules/export-markdown'
import { findReview } from '@/lib/reviews/store/queries'
import { incidentName } from '@/lib/vocabulary/numbers'

export const dynamic = 'force-dynamic'

/** A review as a Markdown file. */
export function GET(_request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  return toHttp(async () => {
    const actor = await requireApiActor()
    const { number } = await params
    const review = await findReview(actor, number)
    if (!review) throw new NotFound('There is no such review.')
    return new Response(exportMarkdown(review), {
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename="${incidentName(review.incident.number)}-review.md"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
