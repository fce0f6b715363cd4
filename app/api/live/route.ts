import { answerRequest } from '@/lib/auth/answer-request'
import { watchSession } from '@/lib/auth/watch-session'
import { mayHear } from '@/lib/live/rules/may-hear'
import { liveStreams } from '@/lib/live/streams'

export const dynamic = 'force-dynamic'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * The one stream a browser keeps open: server-sent events `{topic, id, version}` without content, `away` while the
 * database tells nothing and `resync` after that gap, `here` every 15 seconds so that a dead connection is noticed, and
 * `superseded` where the account has too many open. It closes when the session ends, whoever ends it or if it runs out;
 * the browser then comes back as who it now is.
 */
export const GET = answerRequest(
  async ({ actor, request }) =>
    new Response(
      liveStreams.begin({
        account: actor.id,
        gone: request.signal,
        mayHear: (event) => mayHear(actor, event),
        watch: (ended) => watchSession(actor, ended),
      }),
      { headers: HEADERS },
    ),
)

/** Opens no stream: says in `tidemark-live` whether one more may be opened, `free` or `taken`. */
export const HEAD = answerRequest(
  async ({ actor }) =>
    new Response(null, {
      headers: { ...HEADERS, 'tidemark-live': liveStreams.hasRoom(actor.id) ? 'free' : 'taken' },
    }),
)
