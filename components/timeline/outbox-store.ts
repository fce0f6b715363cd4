import type { IDBPDatabase } from 'idb'
import { ENTRIES, outboxDatabase, type StorageTrouble, troubleOf } from '@/components/timeline/outbox-database'
import { deleteRecord, readRecords, writeRecord } from '@/components/timeline/outbox-records'
import { tabShelf } from '@/components/timeline/tab-shelf'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'

/** What waits in this browser, and how safely. */
export type Shelf = {
  /** every entry that waits, in the order in which they were written */
  waiting: readonly WaitingEntry[]
  /** ids of those that would be gone with this tab */
  inTab: ReadonlySet<string>
  /** why entries are not kept on this device; null when they are */
  trouble: StorageTrouble | null
  /** how many records on this device cannot be read as entries */
  unreadable: number
}

/** Entries that wait: in this tab from the moment they are written, on this device as soon as it takes them. */
export type OutboxStore = {
  shelf: () => Shelf
  /** Takes an entry in; it is on the shelf at once, and goes to the device with `sync`. */
  hold: (entry: Omit<WaitingEntry, 'order'>) => void
  /** Puts `next` in the place of the entry with this id, unless another tab takes that out meanwhile. */
  replace: (id: string, next: WaitingEntry) => void
  /** Takes an entry out. */
  remove: (id: string) => void
  /** Takes out all records that cannot be read. */
  removeUnreadable: () => void
  /**
   * Brings what changed here to the device and reads what other tabs keep there. Resolves when that is done, or when it is
   * clear that it has to wait: it goes on by itself then. Never rejects.
   */
  sync: () => Promise<void>
}

/** How long anybody waits for the browser's storage before it is said that it does not answer. Milliseconds. */
const PATIENCE = 3_000

/** How long after a lost connection a new one is tried. Milliseconds. */
const RECOVERY = 250

/** One tab's store over its browser's database. `onChange` is called whenever the shelf is another, also by itself. */
export function openOutboxStore(onChange: () => void, patience = PATIENCE): OutboxStore {
  const tab = tabShelf()
  let broken: readonly IDBValidKey[] = []
  let discarding = false
  let failure: StorageTrouble | null = null
  let stalled: 'blocked' | 'silent' | null = null
  let running = Promise.resolve()
  let queued: Promise<void> | undefined
  let release = () => {}
  let stalling = newStalling()

  const database = outboxDatabase({
    blocked: () => stall('blocked'),
    lost() {
      tab.rewrite()
      setTimeout(sync, RECOVERY)
    },
  })

  function shelf(): Shelf {
    const trouble = stalled ?? failure
    const alone = trouble ? [...tab.unwritten.values()].filter(({ instead }) => instead === undefined) : []
    return {
      waiting: tab.waiting(),
      inTab: new Set(alone.map(({ entry }) => entry.id)),
      trouble,
      unreadable: discarding ? 0 : broken.length,
    }
  }

  function sync(): Promise<void> {
    queued ??= running.then(() => {
      queued = undefined
      running = syncOnce()
      return running
    })
    return stalled ? Promise.resolve() : Promise.race([queued, stalling])
  }

  async function syncOnce(): Promise<void> {
    const timer = setTimeout(stall, patience, 'silent')
    failure = await exchange().catch(() => {
      // The connection was closed without a word, as some browsers do when site data is cleared.
      database.forget()
      tab.rewrite()
      return exchange().catch((): StorageTrouble => 'failed')
    })
    clearTimeout(timer)
    if (stalled) stalling = newStalling()
    stalled = null
    onChange()
  }

  async function exchange(): Promise<StorageTrouble | null> {
    const device = await database.open().catch((error: Error) => troubleOf(error, 'opening'))
    if (typeof device === 'string') return device
    const refused = await write(device)
    const found = await readRecords(device)
    broken = found.broken
    tab.read(found)
    return refused ?? write(device)
  }

  // Each change by itself: one that fails holds up no other.
  async function write(device: IDBPDatabase): Promise<StorageTrouble | null> {
    let refused: StorageTrouble | null = null
    const attempt = async (work: Promise<unknown>) => {
      const fault = await work.catch((error: Error) => error)
      if (!(fault instanceof Error)) return
      if (fault.name === 'InvalidStateError') throw fault
      refused = troubleOf(fault, 'use')
    }
    for (const one of [...tab.unwritten.values()]) {
      await attempt(writeRecord(device, one.entry, one.instead).then((stands) => tab.wrote(one, stands)))
    }
    for (const id of [...tab.removed]) await attempt(deleteRecord(device, id).then(() => tab.deleted(id)))
    if (discarding) for (const key of broken) await attempt(device.delete(ENTRIES, key))
    discarding = false
    return refused
  }

  function stall(why: 'blocked' | 'silent') {
    // That another tab holds the storage says more than that it does not answer.
    if (stalled !== 'blocked') stalled = why
    release()
    onChange()
  }

  function newStalling(): Promise<void> {
    return new Promise((resolve) => {
      release = resolve
    })
  }

  return {
    shelf,
    hold(entry) {
      tab.hold(entry)
      onChange()
    },
    replace(id, next) {
      tab.replace(id, next)
      onChange()
    },
    remove(id) {
      tab.remove(id)
      onChange()
    },
    removeUnreadable() {
      discarding = true
      onChange()
    },
    sync,
  }
}
