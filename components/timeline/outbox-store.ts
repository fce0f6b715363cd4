import type { EntryOutcome, OutgoingEntry } from '@/lib/incidents/model/incident'

/** An entry kept in this browser until the server has committed it. */
export type WaitingEntry = OutgoingEntry & {
  /** place in the queue, given by the store */
  order: number
  authorName: string
  /** epoch milliseconds of this browser's clock */
  queuedAt: number
  /** why it cannot be sent as it is; it stays here until somebody decides */
  problem?: Extract<EntryOutcome, { message: string }>
}

const DATABASE = 'tidemark'
const STORE = 'waiting-entries'

let opening: Promise<IDBDatabase | null> | undefined
const inMemory = new Map<number, WaitingEntry>()
let lastOrder = 0

/** Whether entries survive a closed tab; false where the browser gives no storage (private windows of some browsers). */
export async function survivesTab(): Promise<boolean> {
  return (await database()) !== null
}

/** Every waiting entry, in the order in which they were written. */
export async function readWaiting(): Promise<WaitingEntry[]> {
  const db = await database()
  if (!db) return [...inMemory.values()]
  return done<WaitingEntry[]>(db.transaction(STORE).objectStore(STORE).getAll())
}

/** Keeps an entry; resolves when it is on the disk of this device. */
export async function keepWaiting(entry: Omit<WaitingEntry, 'order'>): Promise<void> {
  const db = await database()
  if (!db) {
    lastOrder += 1
    inMemory.set(lastOrder, { ...entry, order: lastOrder })
    return
  }
  const change = db.transaction(STORE, 'readwrite', { durability: 'strict' })
  change.objectStore(STORE).add(entry)
  await committed(change)
}

/** Writes changed entries and takes out those that are done with, in one step. */
export async function settleWaiting(changed: readonly WaitingEntry[], gone: readonly WaitingEntry[]): Promise<void> {
  const db = await database()
  if (!db) {
    for (const entry of gone) inMemory.delete(entry.order)
    for (const entry of changed) inMemory.set(entry.order, entry)
    return
  }
  const change = db.transaction(STORE, 'readwrite')
  for (const entry of gone) change.objectStore(STORE).delete(entry.order)
  for (const entry of changed) change.objectStore(STORE).put(entry)
  await committed(change)
}

function database(): Promise<IDBDatabase | null> {
  opening ??= open()
  return opening
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore(STORE, { keyPath: 'order', autoIncrement: true })
      }
      request.onsuccess = () => {
        request.result.onclose = () => {
          opening = undefined
        }
        resolve(request.result)
      }
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}

function done<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T)
    request.onerror = () => reject(request.error ?? new Error('The browser’s storage failed.'))
  })
}

function committed(change: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    change.oncomplete = () => resolve()
    change.onabort = () => reject(change.error ?? new Error('The browser’s storage refused the entry.'))
  })
}
