import { auditExport } from '@/lib/audit/queries'
import { answerRequest } from '@/lib/auth/answer-request'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'

export const dynamic = 'force-dynamic'

/** The whole audit as one JSON array, oldest first, streamed. `at` is ISO 8601 in UTC. */
export const GET = answerRequest(async ({ actor }) => {
  authorise(actor, 'audit.read', EVERY_SYSTEM)
  const encoder = new TextEncoder()
  const pages = auditExport(actor)
  let first = true
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pages.next()
      if (done) {
        controller.enqueue(encoder.encode(first ? '[]\n' : '\n]\n'))
        return controller.close()
      }
      const lines = value.map((row) => JSON.stringify({ ...row, at: new Date(row.at).toISOString() }))
      controller.enqueue(encoder.encode(`${first ? '[\n' : ',\n'}${lines.join(',\n')}`))
      first = false
    },
  })
  return new Response(stream, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="tidemark-audit.json"',
      'cache-control': 'private, no-store',
    },
  })
})
