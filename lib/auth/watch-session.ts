import type { SignedIn } from '@/lib/auth/model/actor'
import { endOfSession } from '@/lib/auth/sessions'
import { liveHub } from '@/lib/live/hub'

/** The longest that a timer can wait. */
const LONGEST_WAIT_MS = 0x7fffffff

/**
 * Calls `ended` once the session is over: at once when somebody ends it, and when it has been idle for too long or is too
 * old. For whatever stays open between requests. A doubt, such as a database that does not answer, ends it as well.
 *
 * @returns stops watching; nothing is left behind
 */
export function watchSession({ id, session }: SignedIn, ended: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let watching = true

  function waitFor(end: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), Math.min(Math.max(0, end - Date.now()), LONGEST_WAIT_MS))
  }

  async function look() {
    const end = await endOfSession(session.id).catch(() => null)
    if (!watching) return
    if (end !== null) return waitFor(end)
    stop()
    ended()
  }

  const unsubscribe = liveHub.subscribe((signal) => {
    // After a gap nobody knows what was missed.
    if (signal === 'resync') return void look()
    if (signal !== 'away' && signal.topic === 'users' && signal.id === id) void look()
  })

  function stop() {
    watching = false
    clearTimeout(timer)
    unsubscribe()
  }

  waitFor(session.endsAt)
  return stop
}
