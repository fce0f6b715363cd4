import { askForLastingStorage } from '@/components/timeline/lasting-storage'
import { markWaiting, provideOutbox } from '@/components/timeline/outbox-door'
import { openOutboxStore, type Shelf } from '@/components/timeline/outbox-store'
import { nextBatch, type Reply, retryDelay, settle } from '@/components/timeline/settle'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'
import type { OutgoingEntry } from '@/lib/incidents/model/incident'

/** What the queue looks like to a view. Instants are epoch milliseconds of this browser's clock. */
export type OutboxState = Shelf & {
  /** recorded a moment ago: shown until the timeline itself brings them */
  sent: readonly WaitingEntry[]
  /** since when the server cannot be reached; null while it answers */
  unreachableSince: number | null
  /** why entries wait although the server answers; null when they do not */
  blocked: string | null
}

const NOTHING: Shelf = { waiting: [], inTab: new Set(), trouble: null, unreadable: 0 }
const EMPTY: OutboxState = { ...NOTHING, sent: [], unreachableSince: null, blocked: null }
const SENT_SHOWN = 200

let state = EMPTY
let author: string | null = null
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined
let again = false
let sending = false
const watchers = new Set<() => void>()
const store = openOutboxStore(show)
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('tidemark-outbox')
if (channel) channel.onmessage = () => void store.sync()

/** The queue as it is now; the same object until something changes. */
export function outboxState(): OutboxState {
  return state
}

/** The queue before the browser has looked, for the server's rendering. */
export function emptyOutbox(): OutboxState {
  return EMPTY
}

/** Calls back on every change; returns how to stop. */
export function watchOutbox(onChange: () => void): () => void {
  watchers.add(onChange)
  return () => watchers.delete(onChange)
}

/** Says who is signed in: only their entries are sent. Begins to send what waits from before. */
export function openOutbox(authorId: string): void {
  author = authorId
  void store.sync().then(flushOutbox)
}

/** Keeps an entry, on this device where that is possible, and sends it as soon as the server can be reached. */
export async function addToOutbox(entry: OutgoingEntry & { authorName: string }): Promise<void> {
  store.hold(entry)
  await bring()
}

/** Sends a refused entry again as a new one, so that both texts stand in the record. */
export async function sendAsNew(entry: WaitingEntry, newId: string): Promise<void> {
  const { problem: _problem, ...rest } = entry
  store.replace(entry.id, { ...rest, id: newId })
  await bring()
}

/** Takes a refused entry out of the queue. */
export async function discardEntry(entry: WaitingEntry): Promise<void> {
  store.remove(entry.id)
  await bring()
}

/** Takes out of this browser what cannot be read as an entry. */
export async function discardUnreadable(): Promise<void> {
  store.removeUnreadable()
  await bring()
}

async function bring(): Promise<void> {
  await store.sync()
  channel?.postMessage('changed')
  void flushOutbox()
}

/** Sends what waits, in order, one tab at a time. Safe to call at any time and any number of times. */
export async function flushOutbox(): Promise<void> {
  again = true
  if (sending) return
  sending = true
  try {
    while (again) {
      again = false
      // What another tab sees as well, the tab that sends now sends too. What is in this tab alone waits for its turn.
      const options = { ifAvailable: state.inTab.size === 0 }
      if (navigator.locks)
        await navigator.locks.request('tidemark-outbox', options, (lock) => (lock ? sendAll() : undefined))
      else await sendAll()
    }
  } finally {
    sending = false
  }
}

async function sendAll(): Promise<void> {
  for (;;) {
    await store.sync()
    const batch = author === null ? [] : nextBatch(state.waiting, author)
    if (batch.length === 0) return
    const reply = await post(batch)
    if (reply === null) return fail({ unreachableSince: state.unreachableSince ?? Date.now() })
    const { recorded, changed, blocked } = settle(batch, reply)
    update({
      sent: [...state.sent, ...recorded].slice(-SENT_SHOWN),
      blocked,
      ...(reply.status < 500 ? { unreachableSince: null } : {}),
    })
    for (const { id } of recorded) store.remove(id)
    for (const entry of changed) store.replace(entry.id, entry)
    await store.sync()
    channel?.postMessage('changed')
    if (blocked !== null)
      return fail(reply.status >= 500 ? { unreachableSince: state.unreachableSince ?? Date.now() } : {})
    failures = 0
  }
}

async function post(batch: readonly WaitingEntry[]): Promise<Reply | null> {
  const entries = batch.map(({ order: _order, authorName: _name, problem: _problem, ...entry }) => entry)
  try {
    const response = await fetch('/api/timeline', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ entries }),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    })
    const body = (await response.json().catch(() => null)) as {
      outcomes?: Reply['outcomes']
      error?: { message?: string }
    } | null
    return { status: response.status, outcomes: body?.outcomes, message: body?.error?.message }
  } catch {
    return null
  }
}

function fail(change: Partial<OutboxState>): void {
  update(change)
  clearTimeout(timer)
  timer = setTimeout(() => void flushOutbox(), retryDelay(failures, Math.random()))
  failures += 1
  void askForLastingStorage(navigator.storage)
}

function show(): void {
  const shelf = store.shelf()
  markWaiting(shelf.waiting.length > 0)
  if (shelf.waiting.length === 0) clearTimeout(timer)
  update(shelf.waiting.length === 0 ? { ...shelf, blocked: null } : shelf)
}

function update(change: Partial<OutboxState>): void {
  state = { ...state, ...change }
  for (const notify of watchers) notify()
}

provideOutbox({ openOutbox, flushOutbox, outboxState })
