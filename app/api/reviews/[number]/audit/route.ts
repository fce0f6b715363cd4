import { answerRequest } from '@/lib/auth/answer-request'
import { takeAuditForm } from '@/lib/reviews/commands/take-file'

export const dynamic = 'force-dynamic'

/** An incident in the form in which its plan wants it logged, as a JSON file. */
export const GET = answerRequest<{ number: string }>(async ({ actor, params: { number } }) => {
  const record = await takeAuditForm(actor, number)
  return new Response(`${JSON.stringify(record, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${number.replaceAll(/[^A-Za-z0-9-]/g, '')}-audit.json"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
