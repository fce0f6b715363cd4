import {
  keepWaiting,
  readWaiting,
  settleWaiting,
  survivesTab,
  type WaitingEntry,
} from '@/components/timeline/outbox-store'
import { nextBatch, type Reply, retryDelay, settle } from '@/components/timeline/settle'
import type { OutgoingEntry } from '@/lib/incidents/model/incident'

/** What the queue looks like to a view. Instants are epoch milliseconds of this browser's clock. */
export type OutboxState = {
  /** not yet in the record, oldest first */
  waiting: readonly WaitingEntry[]
  /** recorded a moment ago: shown until the timeline itself brings them */
  sent: readonly WaitingEntry[]
  /** since when the server cannot be reached; null while it answers */
  unreachableSince: number | null
  /** why entries wait although the server answers; null when they do not */
  blocked: string | null
  /** false: entries wait only while this tab is open */
  kept: boolean
}

const EMPTY: OutboxState = { waiting: [], sent: [], unreachableSince: null, blocked: null, kept: true }
const SENT_SHOWN = 200

let state = EMPTY
let author: string | null = null
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined
let again = false
let sending = false
const watchers = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('tidemark-outbox')
if (channel) channel.onmessage = () => void refresh()

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
  void refresh().then(flushOutbox)
}

/** Keeps an entry on this device and sends it as soon as the server can be reached. Rejects when it could not be kept. */
export async function addToOutbox(entry: OutgoingEntry & { authorName: string }): Promise<void> {
  await keepWaiting({ ...entry, queuedAt: Date.now() })
  await refresh()
  channel?.postMessage('changed')
  void flushOutbox()
}

/** Sends a refused entry again as a new one, so that both texts stand in the record; or takes it out of the queue. */
export async function decideOutbox(
  entry: WaitingEntry,
  decision: 'send-as-new' | 'discard',
  newId: string,
): Promise<void> {
  const { problem: _problem, ...rest } = entry
  await settleWaiting(decision === 'send-as-new' ? [{ ...rest, id: newId }] : [], decision === 'discard' ? [entry] : [])
  await refresh()
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
      if (navigator.locks)
        await navigator.locks.request('tidemark-outbox', { ifAvailable: true }, (lock) =>
          lock ? sendAll() : undefined,
        )
      else await sendAll()
    }
  } finally {
    sending = false
  }
}

async function sendAll(): Promise<void> {
  for (;;) {
    await refresh()
    const batch = author === null ? [] : nextBatch(state.waiting, author)
    if (batch.length === 0) return
    const reply = await post(batch)
    if (reply === null) return fail({ unreachableSince: state.unreachableSince ?? Date.now() })
    const { recorded, changed, blocked } = settle(batch, reply)
    await settleWaiting(changed, recorded)
    update({
      sent: [...state.sent, ...recorded].slice(-SENT_SHOWN),
      blocked,
      ...(reply.status < 500 ? { unreachableSince: null } : {}),
    })
    await refresh()
    channel?.postMessage('changed')
    if (blocked !== null)
      return fail(reply.status >= 500 ? { unreachableSince: state.unreachableSince ?? Date.now() } : {})
    failures = 0
  }
}

async function post(batch: readonly WaitingEntry[]): Promise<Reply | null> {
  const entries = batch.map(
    ({ order: _order, queuedAt: _queued, authorName: _name, problem: _problem, ...entry }) => entry,
  )
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
}

async function refresh(): Promise<void> {
  const [waiting, kept] = await Promise.all([readWaiting(), survivesTab()])
  if (waiting.length === 0) clearTimeout(timer)
  update(waiting.length === 0 ? { waiting, kept, blocked: null } : { waiting, kept })
}

function update(change: Partial<OutboxState>): void {
  state = { ...state, ...change }
  for (const notify of watchers) notify()
}
