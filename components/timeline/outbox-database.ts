import { type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb'

const DATABASE = 'tidemark'
const VERSION = 2

/** Waiting entries by their `order`. A later version keeps them so, or in a store of another name. */
export const ENTRIES = 'waiting-entries'

/** The index that finds an entry by its id: written twice, it is still one. New in version 2. */
export const BY_ID = 'id'

/** Why entries cannot be kept on this device, so that they live in this tab only. */
export type StorageTrouble =
  /** a tab of an older version holds the storage that this version has to rearrange */
  | 'blocked'
  /** the browser neither opens its storage nor says that it cannot */
  | 'silent'
  /** there is none: private windows of some browsers, settings that forbid it */
  | 'absent'
  /** no room left for the entry */
  | 'full'
  /** a newer version has arranged the storage in a way that this one does not know */
  | 'outdated'
  /** anything else: the storage broke, or did not hold what it was given */
  | 'failed'

// Without an `indexedDB` at all, asking it to open is a plain error of the language.
const GIVES_NONE = /^(Security|InvalidState|NotSupported|Reference|Type)Error$/
const OUTDATED = 'outdated page'

type Events = {
  /** a tab of an older version does not let go; the opening goes on as soon as that is closed */
  blocked: () => void
  /** the connection is gone and maybe what it held: site data cleared, storage broken */
  lost: () => void
}

/** The one connection of this tab to its browser's database. */
export type OutboxDatabase = {
  /** Resolves when it is open, which may take as long as another tab wants. Rejects as IndexedDB does; then ask again. */
  open: () => Promise<IDBPDatabase>
  /** Opens anew next time, because this one turned out to be closed without a word. */
  forget: () => void
}

/** Keeps a connection, lets go of it when another tab or a newer version needs the database, and takes it up again. */
export function outboxDatabase({ blocked, lost }: Events): OutboxDatabase {
  let opening: Promise<IDBPDatabase> | undefined

  function open(): Promise<IDBPDatabase> {
    if (opening) return opening
    const mine = openNewest({
      upgrade,
      blocked,
      blocking(_version, next, event) {
        // Transactions that run are let finish; the other tab's upgrade waits for them.
        ;(event.currentTarget as IDBDatabase).close()
        letGo()
        if (next === null) lost()
      },
      terminated() {
        letGo()
        lost()
      },
    })
    const letGo = () => {
      if (opening === mine) opening = undefined
    }
    opening = mine
    mine.catch(letGo)
    return mine
  }

  function forget() {
    const close = (connection: IDBPDatabase) => connection.close()
    opening?.then(close, () => {})
    opening = undefined
  }

  return { open, forget }
}

/** The same transaction; that it fails is heard from its requests, and is no error of its own. */
export function quiet<Change extends { done: Promise<void> }>(change: Change): Change {
  change.done.catch(() => {})
  return change
}

/** What an error of IndexedDB means for whoever writes an entry: of opening the storage, or of using it once it is open. */
export function troubleOf(error: Error, during: 'opening' | 'use'): StorageTrouble {
  if (error.message === OUTDATED) return 'outdated'
  if (error.name === 'QuotaExceededError') return 'full'
  return during === 'opening' && GIVES_NONE.test(error.name) ? 'absent' : 'failed'
}

async function openNewest(events: OpenDBCallbacks<unknown>): Promise<IDBPDatabase> {
  try {
    return await openDB(DATABASE, VERSION, events)
  } catch (error) {
    if ((error as Error).name !== 'VersionError') throw error
  }
  // A newer version has been here. What it keeps as this one would is written and read as before.
  const newer = await openDB(DATABASE, undefined, { ...events, upgrade: undefined })
  const names = newer.objectStoreNames
  if (names.contains(ENTRIES) && newer.transaction(ENTRIES).store.indexNames.contains(BY_ID)) return newer
  newer.close()
  throw new Error(OUTDATED)
}

const upgrade: OpenDBCallbacks<unknown>['upgrade'] = (database, _from, _to, change) => {
  quiet(change)
  const entries = database.objectStoreNames.contains(ENTRIES)
    ? change.objectStore(ENTRIES)
    : database.createObjectStore(ENTRIES, { keyPath: 'order', autoIncrement: true })
  entries.createIndex(BY_ID, 'id')
}
