'use client'

import { useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'

type Message = {
  id: number
  text: string
  failed: boolean
}

const SHOWN_FOR = 6_000
const NONE: readonly Message[] = []
let messages: readonly Message[] = NONE
let lastId = 0
const watchers = new Set<() => void>()

/** Says in a corner that what the user just did is done (or failed). Never for events from elsewhere. */
export function toast(text: string, options?: { failed?: boolean }): void {
  const id = ++lastId
  change([...messages, { id, text, failed: options?.failed ?? false }])
  if (!options?.failed) setTimeout(() => dismiss(id), SHOWN_FOR)
}

/** The place where toasts appear; the console layout has one. */
export function Toasts() {
  const shown = useSyncExternalStore(
    watch,
    () => messages,
    () => NONE,
  )
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, failed }) => (
        <div key={id} className="toast">
          <Glyph name={failed ? 'breach' : 'ok'} className="mt-0.5" />
          <span className="flex-1">{text}</span>
          <Button size="small" look="quiet" onClick={() => dismiss(id)}>
            Close
          </Button>
        </div>
      ))}
    </div>
  )
}

function dismiss(id: number): void {
  change(messages.filter((message) => message.id !== id))
}

function change(next: readonly Message[]): void {
  messages = next
  for (const notify of watchers) notify()
}

function watch(notify: () => void): () => void {
  watchers.add(notify)
  return () => watchers.delete(notify)
}
