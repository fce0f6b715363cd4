/** What keeps the queue of waiting entries going, whichever page has loaded it. */
type Outbox = Pick<typeof import('@/components/timeline/outbox'), 'openOutbox' | 'flushOutbox' | 'outboxState'>

const MARK = 'tidemark-waiting'

let outbox: Outbox | null = null
let marked: boolean | undefined
const watchers = new Set<() => void>()

/** Makes the queue known to the page that it is loaded in. */
export function provideOutbox(loaded: Outbox): void {
  outbox = loaded
  for (const notify of watchers) notify()
}

/** The queue; null as long as nothing on this page has loaded it. For `useSyncExternalStore`. */
export function providedOutbox(): Outbox | null {
  return outbox
}

/** Calls back when the queue is loaded; returns how to stop. */
export function watchOutboxDoor(onChange: () => void): () => void {
  watchers.add(onChange)
  return () => watchers.delete(onChange)
}

/** Leaves word for the pages that this browser opens next, whether anything waits to be sent. */
export function markWaiting(waits: boolean): void {
  if (marked === waits) return
  marked = waits
  try {
    if (waits) localStorage.setItem(MARK, 'yes')
    else localStorage.removeItem(MARK)
  } catch {
    // Without it the next page looks a little later.
  }
}

/** Whether a page of this browser left word that something waits. */
export function isMarkedWaiting(): boolean {
  try {
    return localStorage.getItem(MARK) !== null
  } catch {
    return false
  }
}
