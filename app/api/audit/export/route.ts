import { exportAudit } from '@/lib/audit/export'
import { jsonLine } from '@/lib/audit/rules/json-line'
import { answerRequest } from '@/lib/auth/answer-request'

export const dynamic = 'force-dynamic'

/** The whole audit as JSON lines with the hashes of its chain, oldest first, streamed. */
export const GET = answerRequest(async ({ actor }) => {
  const encoder = new TextEncoder()
  const pages = await exportAudit(actor)
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pages.next()
      if (done) return controller.close()
      controller.enqueue(encoder.encode(value.map(jsonLine).join('')))
    },
    async cancel() {
      await pages.return(undefined)
    },
  })
  return new Response(stream, {
    headers: {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="tidemark-audit.jsonl"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
