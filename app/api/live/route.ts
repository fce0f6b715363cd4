import { answerRequest } from '@/lib/auth/answer-request'
import { findActor } from '@/lib/auth/session'
import { type LiveSignal, liveHub } from '@/lib/live/hub'

export const dynamic = 'force-dynamic'

const HEARTBEAT_MS = 15_000

/**
 * The one stream a browser keeps open: server-sent events `{topic, id, version}` without content, `away` while the
 * database tells nothing and `resync` after that gap, and `here` every 15 seconds so that a dead connection is noticed.
 * It closes when the account is disabled or its role changes; the browser then comes back as who it now is.
 */
export const GET = answerRequest(async ({ actor, request }) => {
  const encoder = new TextEncoder()
  let stop = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text))
        } catch {
          stop()
        }
      }
      const unsubscribe = liveHub.subscribe((signal: LiveSignal) => {
        if (signal === 'away' || signal === 'resync') return send(`event: ${signal}\ndata: {}\n\n`)
        if (signal.topic === 'users') {
          if (signal.id === actor.id) void stillAllowed().then((same) => same || stop())
          return
        }
        send(`data: ${JSON.stringify(signal)}\n\n`)
      })
      const heartbeat = setInterval(() => send('event: here\ndata: {}\n\n'), HEARTBEAT_MS)
      const stillAllowed = async () => (await findActor(actor.id).catch(() => null))?.role === actor.role
      stop = () => {
        clearInterval(heartbeat)
        unsubscribe()
        try {
          controller.close()
        } catch {
          // closed by the browser already
        }
      }
      request.signal.addEventListener('abort', () => stop())
      send('retry: 1000\n: open\n\n')
    },
    cancel: () => stop(),
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
})
