import type { Records } from '@/components/timeline/outbox-records'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'

/** An entry that the device has not got yet, and the id of the record on it that it takes the place of. */
export type Unwritten = { readonly entry: WaitingEntry; readonly instead?: string }

/** What one tab knows of the entries that wait: its own changes, over what was on the device when it looked last. */
export function tabShelf() {
  const unwritten = new Map<string, Unwritten>()
  /** done with, but maybe still on the device */
  const removed = new Set<string>()
  /** on the device, as last read or written */
  let known = new Map<string, WaitingEntry>()

  /** Every entry that waits, in the order in which they were written. */
  function waiting(): WaitingEntry[] {
    const entries = new Map(known)
    for (const { instead = '' } of unwritten.values()) entries.delete(instead)
    for (const { entry } of unwritten.values()) entries.set(entry.id, entry)
    for (const id of removed) entries.delete(id)
    return [...entries.values()].sort((a, b) => a.order - b.order)
  }

  /** Takes an entry in: behind all others even if the computer's clock was set back, and never where another tab's is. */
  function hold(entry: Omit<WaitingEntry, 'order'>) {
    const last = waiting().at(-1)?.order ?? 0
    const order = Math.max(Date.now(), last) + (1 + Math.random()) / 2
    unwritten.set(entry.id, { entry: { ...entry, order } })
  }

  /** Puts `next` in the place of the entry with this id; not if that is gone. */
  function replace(id: string, next: WaitingEntry) {
    const before = unwritten.get(id)
    if (removed.has(id) || !(before || known.has(id))) return
    unwritten.delete(id)
    unwritten.set(next.id, { entry: next, instead: before ? before.instead : id })
    // The one before may be on its way to the device at this moment.
    if (before && next.id !== id) removed.add(id)
  }

  /** Takes an entry out. */
  function remove(id: string) {
    unwritten.delete(id)
    removed.add(id)
  }

  /** The device may have lost everything: what this tab knows is to be written again. Written twice, it is still one. */
  function rewrite() {
    for (const { entry, instead } of [...unwritten.values()]) {
      if (instead && instead !== entry.id) removed.add(instead)
      unwritten.set(entry.id, { entry })
    }
    for (const entry of known.values()) again(entry)
  }

  /** The device has one of `unwritten`; not if `stands` is false: another tab took out the record to replace. */
  function wrote(one: Unwritten, stands: boolean) {
    const { entry, instead = '' } = one
    if (unwritten.get(entry.id) !== one) return
    unwritten.delete(entry.id)
    known.delete(instead)
    if (stands) known.set(entry.id, entry)
  }

  /** The device does not have the entry of this id any more. */
  function deleted(id: string) {
    removed.delete(id)
    known.delete(id)
  }

  /** All that the device holds. What it cannot read any more, but this tab knows, is to be written again. */
  function read({ entries, broken }: Records) {
    for (const entry of known.values()) if (broken.includes(entry.order)) again(entry)
    known = new Map(entries.map((entry) => [entry.id, entry]))
  }

  function again(entry: WaitingEntry) {
    if (!unwritten.has(entry.id) && !removed.has(entry.id)) unwritten.set(entry.id, { entry })
  }

  return { unwritten, removed, waiting, hold, replace, remove, rewrite, wrote, deleted, read }
}
