import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { StorageTrouble } from '@/components/timeline/outbox-database'
import {
  diskTexts,
  forceClose,
  type Mend,
  newBrowser,
  openRaw,
  openTab,
  openTabOfV1,
  setStorage,
  spoil,
} from '@/components/timeline/testing'

/** A busy machine takes its time. */
const PATIENT = { timeout: 4_000 }

let connections: () => IDBDatabase[]
beforeEach(() => {
  connections = newBrowser()
})

function fail(name: string): never {
  throw new DOMException('It went wrong.', name)
}

/** Writing the entry that says "second" does something else. */
function spoilSecond(spoiled: (store: IDBObjectStore, properly: () => IDBRequest) => unknown): Mend {
  const mends = (['add', 'put'] as const).map((name) =>
    spoil(IDBObjectStore.prototype, name, (store, properly, value) =>
      (value as { text: string }).text === 'second' ? spoiled(store, properly as () => IDBRequest) : properly(),
    ),
  )
  return () => mends.forEach((mend) => void mend())
}

// Those of upgrades are begun by the browser itself.
function spoilTransactions(name: string): Mend {
  return spoil(IDBDatabase.prototype, 'transaction', (_, properly, __, mode) =>
    mode === 'versionchange' ? properly() : fail(name),
  )
}

function withStorage(factory: Partial<IDBFactory> | undefined): Mend {
  const before = indexedDB
  setStorage(factory)
  return () => setStorage(before)
}

type Fault = {
  what: string
  arrange: () => Mend | Promise<Mend>
  says: StorageTrouble
  /** how long it waits before it says so, ms */
  patience?: number
  /** what this tab alone has of "first", "second" and "third"; all if not said */
  alone?: string[]
}

const FAULTS: Fault[] = [
  { what: 'there is no storage', arrange: () => withStorage(undefined), says: 'absent' },
  ...['SecurityError', 'InvalidStateError'].map((name) => ({
    what: `the storage refuses with ${name}, as in private windows`,
    arrange: () => withStorage({ open: () => fail(name) }),
    says: 'absent' as const,
  })),
  { what: 'it cannot be opened', arrange: () => withStorage({ open: () => fail('UnknownError') }), says: 'failed' },
  { what: 'no room to open it', arrange: () => withStorage({ open: () => fail('QuotaExceededError') }), says: 'full' },
  {
    what: 'the upgrade throws',
    arrange: () => spoil(IDBDatabase.prototype, 'createObjectStore', () => fail('UnknownError')),
    says: 'failed',
  },
  {
    what: 'a tab of the first version holds it',
    async arrange() {
      const old = await openTabOfV1()
      return () => old.close()
    },
    says: 'blocked',
  },
  {
    what: 'it does not answer, because another tab waits before this one',
    async arrange() {
      const old = await openTabOfV1()
      const other = openTab()
      await other.sync()
      expect(other.shelf().trouble).toBe('blocked')
      return () => old.close()
    },
    says: 'silent',
    patience: 40,
  },
  {
    what: 'a newer version keeps entries in its own way',
    async arrange() {
      const newer = await openRaw(9, (database) => database.createObjectStore('waiting-entries', { keyPath: 'uuid' }))
      newer.close()
      return () => void indexedDB.deleteDatabase('tidemark')
    },
    says: 'outdated',
  },
  {
    what: 'an entry finds no room',
    arrange: () => spoilSecond(() => fail('QuotaExceededError')),
    says: 'full',
    alone: ['second'],
  },
  {
    what: 'the browser undoes the writing of an entry',
    arrange: () =>
      spoilSecond((store, properly) => {
        const request = properly()
        request.addEventListener('success', () => store.transaction.abort())
        return request
      }),
    says: 'failed',
    alone: ['second'],
  },
  {
    what: 'what was written is not there when it is read back',
    arrange: () => spoilSecond((store) => store.count()),
    says: 'failed',
    alone: ['second'],
  },
  {
    what: 'no transaction can be begun',
    arrange: () => spoilTransactions('UnknownError'),
    says: 'failed',
  },
  {
    what: 'every connection is closed without a word',
    arrange: () => spoilTransactions('InvalidStateError'),
    says: 'failed',
  },
]

describe.each(FAULTS)('where $what', ({ arrange, says, patience, alone = ['first', 'second', 'third'] }) => {
  it('entries wait in the tab, which says so, and go to the device once as soon as it takes them', async () => {
    const mend = await arrange()
    const tab = openTab(patience)
    for (const text of ['first', 'second', 'third']) await tab.say(text)
    expect(tab.texts()).toEqual(['first', 'second', 'third'])
    expect(tab.shelf().trouble).toBe(says)
    expect(tab.alone()).toEqual(alone)
    mend()
    await vi.waitFor(async () => {
      await tab.sync()
      expect(tab.shelf()).toMatchObject({ trouble: null, inTab: new Set() })
    }, PATIENT)
    expect(tab.texts()).toEqual(['first', 'second', 'third'])
    expect(await diskTexts()).toEqual(['first', 'second', 'third'])
  })

  it('what the server recorded meanwhile is not kept afterwards', async () => {
    const mend = await arrange()
    const tab = openTab(patience)
    for (const text of ['first', 'second', 'third']) await tab.say(text)
    tab.remove(tab.entry('second').id)
    await tab.sync()
    expect(tab.texts()).toEqual(['first', 'third'])
    mend()
    await vi.waitFor(async () => {
      await tab.sync()
      expect(tab.shelf()).toMatchObject({ trouble: null, inTab: new Set() })
    }, PATIENT)
    expect(await diskTexts()).toEqual(['first', 'third'])
  })
})

it('says nothing while the device takes its time within reason', async () => {
  const tab = openTab()
  const saying = tab.say('first')
  expect(tab.texts()).toEqual(['first'])
  expect(tab.alone()).toEqual([])
  await saying
  expect(tab.shelf()).toMatchObject({ trouble: null, inTab: new Set(), unreadable: 0 })
  expect(await diskTexts()).toEqual(['first'])
})

describe('a connection that is lost', () => {
  const clear = () => void indexedDB.deleteDatabase('tidemark')
  const LOSSES: { how: string; lose: (connection: IDBDatabase) => void; heard: boolean }[] = [
    { how: 'terminated by the browser', lose: forceClose, heard: true },
    { how: 'closed because somebody deletes the database', lose: clear, heard: true },
    {
      how: 'terminated when the site’s data is cleared',
      lose(connection) {
        forceClose(connection)
        clear()
      },
      heard: true,
    },
    { how: 'closed without a word', lose: (connection) => connection.close(), heard: false },
    {
      how: 'closed without a word when the site’s data is cleared',
      lose(connection) {
        connection.close()
        clear()
      },
      heard: false,
    },
  ]

  it.each(LOSSES)('$how, keeps every entry, also one on its way', async ({ lose }) => {
    const tab = openTab()
    await tab.say('before')
    const writing = tab.say('during')
    for (const connection of connections()) lose(connection)
    await writing
    await tab.say('after')
    await vi.waitFor(async () => {
      await tab.sync()
      expect(await diskTexts()).toEqual(['before', 'during', 'after'])
    }, PATIENT)
    expect(tab.texts()).toEqual(['before', 'during', 'after'])
    expect(tab.shelf().trouble).toBeNull()
  })

  it.each(LOSSES.filter(({ heard }) => heard))('$how, is taken up again by itself', async ({ lose }) => {
    const tab = openTab()
    await tab.say('before')
    for (const connection of connections()) lose(connection)
    await vi.waitFor(() => expect(connections()).toHaveLength(2), PATIENT)
    await expect.poll(diskTexts, PATIENT).toEqual(['before'])
    expect(tab.texts()).toEqual(['before'])
  })

  it.each(LOSSES)('$how, is taken up again by the next entry, and nothing is said of it', async ({ lose }) => {
    const tab = openTab()
    await tab.say('before')
    for (const connection of connections()) lose(connection)
    await tab.say('after')
    expect(tab.shelf()).toMatchObject({ trouble: null, inTab: new Set() })
    expect(await diskTexts()).toEqual(['before', 'after'])
  })
})

it('keeps the order of writing when the clock of the computer is set back', async () => {
  const tab = openTab()
  await tab.say('first')
  vi.spyOn(Date, 'now').mockReturnValue(1_000)
  onTestFinished(() => void vi.restoreAllMocks())
  await tab.say('second')
  expect(tab.texts()).toEqual(['first', 'second'])
})
