import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { onTestFinished, vi } from 'vitest'
import { type OutboxStore, openOutboxStore } from '@/components/timeline/outbox-store'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'

/** A browser with nothing kept in it. Answers the connections that were opened in it up to now. */
export function newBrowser(): () => IDBDatabase[] {
  setStorage(new IDBFactory())
  const open = vi.spyOn(IDBFactory.prototype, 'open')
  onTestFinished(() => open.mockRestore())
  return () =>
    open.mock.results.flatMap(({ type, value }) =>
      type === 'return' && value.readyState === 'done' && !value.error ? [value.result] : [],
    )
}

/** Ends a connection as a browser does that clears the site's data or finds its disk broken. */
export function forceClose(connection: IDBDatabase): void {
  // Its types take the class for the instance.
  ;(forceCloseDatabase as unknown as (connection: IDBDatabase) => void)(connection)
}

/** What `indexedDB` is from now on; undefined in a browser that has none. */
export function setStorage(factory: Partial<IDBFactory> | undefined): void {
  Object.defineProperty(globalThis, 'indexedDB', { value: factory, configurable: true, writable: true })
}

/** Makes it good again. */
export type Mend = () => void

/** A method of IndexedDB does something else from now on, at most until the test ends. */
export function spoil<Kind extends object, Name extends keyof Kind & string>(
  kind: Kind,
  name: Name,
  spoiled: (self: never, properly: () => unknown, ...given: unknown[]) => unknown,
): Mend {
  const proper = kind[name] as (...given: unknown[]) => unknown
  const replaced = function (this: unknown, ...given: unknown[]) {
    return spoiled(this as never, () => proper.apply(this, given), ...given)
  }
  kind[name] = replaced as Kind[Name]
  const mend = () => {
    kind[name] = proper as Kind[Name]
  }
  onTestFinished(mend)
  return mend
}

/** One open tab of this version: the store, and what a person does with it and sees of it. */
export type Tab = OutboxStore & {
  say: (text: string) => Promise<void>
  texts: () => string[]
  /** texts of those that would be gone with this tab */
  alone: () => string[]
  entry: (text: string) => WaitingEntry
}

/** Opens a tab that waits so long (ms) for a storage that does not answer: longer than a busy machine needs. */
export function openTab(patience = 10_000): Tab {
  const store = openOutboxStore(() => {}, patience)
  const { waiting, inTab } = {
    waiting: () => store.shelf().waiting,
    inTab: () => store.shelf().inTab,
  }
  return {
    ...store,
    say(text) {
      store.hold(entryOf(text))
      return store.sync()
    },
    texts: () => waiting().map(({ text }) => text),
    alone: () => waiting().flatMap(({ id, text }) => (inTab().has(id) ? [text] : [])),
    entry(text) {
      const found = waiting().find((one) => one.text === text)
      if (!found) throw new Error(`No entry says "${text}".`)
      return found
    },
  }
}

/** An entry as a page makes it; its id is made of its text. */
export function entryOf(text: string): Omit<WaitingEntry, 'order'> {
  return { id: `id of ${text}`, incident: 42, authorId: 'dba', authorName: 'DBA', kind: 'note', text, occurredAt: 1 }
}

/** A tab of the first version, byte for byte what that did: it keeps these texts, and never lets go by itself. */
export async function openTabOfV1(...texts: string[]): Promise<IDBDatabase> {
  return openRaw(1, (database) => {
    const store = database.createObjectStore('waiting-entries', { keyPath: 'order', autoIncrement: true })
    for (const text of texts) store.add({ ...entryOf(text), queuedAt: 1_700_000_000_000 })
  })
}

/** Opens the browser's database without this version's code. */
export function openRaw(
  version: number | undefined,
  upgrade: (database: IDBDatabase) => void = () => {},
  blocked: () => void = () => {},
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('tidemark', version)
    request.onupgradeneeded = () => upgrade(request.result)
    request.onblocked = blocked
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Puts a record beside the entries, whatever it is, and closes. */
export function putRaw(database: IDBDatabase, record: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const change = database.transaction('waiting-entries', 'readwrite')
    change.objectStore('waiting-entries').put(record)
    change.oncomplete = () => resolve()
    change.onabort = () => reject(change.error)
    database.close()
  })
}

/** Every record as it lies on the disk. */
export async function disk(): Promise<unknown[]> {
  const database = await openRaw(undefined)
  return new Promise((resolve, reject) => {
    const request = database.transaction('waiting-entries').objectStore('waiting-entries').getAll()
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    database.close()
  })
}

/** Texts on the disk, in the order of writing. */
export async function diskTexts(): Promise<string[]> {
  const entries = (await disk()) as WaitingEntry[]
  return entries.sort((a, b) => a.order - b.order).map(({ text }) => text)
}
