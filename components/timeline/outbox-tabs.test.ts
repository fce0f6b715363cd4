import { beforeEach, describe, expect, it } from 'vitest'
import {
  disk,
  diskTexts,
  entryOf,
  newBrowser,
  openRaw,
  openTab,
  openTabOfV1,
  putRaw,
  spoil,
} from '@/components/timeline/testing'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'

beforeEach(() => {
  newBrowser()
})

const refused = (entry: WaitingEntry): WaitingEntry => ({
  ...entry,
  problem: { id: entry.id, outcome: 'refused', message: 'Too long.' },
})

describe('entries that the first version kept', () => {
  it('are all there, before those of today, each once, however many tabs find them', async () => {
    const old = await openTabOfV1('one', 'two', 'three')
    const tabs = [openTab(), openTab(), openTab()]
    const saying = tabs.map((tab, place) => tab.say(`new ${place}`))
    await saying[0]
    old.close()
    await Promise.all(saying)
    await expect.poll(diskTexts, { timeout: 2_000 }).toHaveLength(6)
    for (const tab of tabs) {
      await expect.poll(() => tab.sync().then(tab.texts), { timeout: 2_000 }).toHaveLength(6)
      expect(tab.texts().slice(0, 3)).toEqual(['one', 'two', 'three'])
      expect(tab.shelf()).toMatchObject({ trouble: null, unreadable: 0 })
      for (const entry of tab.shelf().waiting) expect(entry).not.toHaveProperty('queuedAt')
    }
  })

  it('are shown and can be sent where the device has no room for anything, and do not come back', async () => {
    const old = await openTabOfV1('one', 'two')
    old.close()
    spoil(IDBObjectStore.prototype, 'put', () => {
      throw new DOMException('No room.', 'QuotaExceededError')
    })
    const tab = openTab()
    await tab.sync()
    expect(tab.texts()).toEqual(['one', 'two'])
    expect(tab.alone()).toEqual([])
    tab.remove(tab.entry('one').id)
    tab.replace(tab.entry('two').id, refused(tab.entry('two')))
    for (let turn = 0; turn < 3; turn++) {
      await tab.sync()
      expect(tab.texts()).toEqual(['two'])
      expect(tab.entry('two').problem?.message).toBe('Too long.')
    }
    expect(await diskTexts()).toEqual(['two'])
  })
})

describe('a newer version that opens in another tab', () => {
  const keepsAsWeDo = () => {}

  it('gets the database at once, while this tab writes, and both go on', async () => {
    const tab = openTab()
    await tab.say('before')
    const saying = Array.from({ length: 20 }, (_, place) => tab.say(`during ${place}`))
    const newer = await openRaw(3, keepsAsWeDo, () => expect.fail('this tab does not let go'))
    await Promise.all(saying)
    newer.close()
    await tab.say('after')
    expect(tab.texts()).toHaveLength(22)
    expect(tab.shelf()).toMatchObject({ trouble: null, inTab: new Set() })
    expect(await diskTexts()).toEqual(tab.texts())
  })

  it('is not disturbed by this one when it keeps entries in its own way', async () => {
    const tab = openTab()
    await tab.say('before')
    const newer = await openRaw(3, (database) => database.deleteObjectStore('waiting-entries'))
    newer.onversionchange = () => newer.close()
    await tab.say('after')
    expect(tab.texts()).toEqual(['before', 'after'])
    expect(tab.shelf().trouble).toBe('outdated')
    expect(tab.alone()).toEqual(['after'])
    newer.close()
    // And it would let the next one pass as well.
    await openRaw(4, keepsAsWeDo, () => expect.fail('this tab does not let go'))
  })
})

describe('two tabs', () => {
  it('see what the other keeps', async () => {
    const [mine, other] = [openTab(), openTab()]
    await mine.say('first')
    await other.say('second')
    await mine.sync()
    expect(mine.texts()).toEqual(['first', 'second'])
  })

  it('that both send a refused entry as a new one leave one of it', async () => {
    const [mine, other] = [openTab(), openTab()]
    await mine.say('first')
    await other.sync()
    for (const [place, tab] of [mine, other].entries())
      tab.replace(tab.entry('first').id, { ...tab.entry('first'), id: `new ${place}` })
    await Promise.all([mine.sync(), other.sync()])
    await Promise.all([mine.sync(), other.sync()])
    expect(await disk()).toHaveLength(1)
    expect(mine.texts()).toEqual(['first'])
    expect(other.shelf().waiting).toEqual(mine.shelf().waiting)
  })

  it('do not bring back what one discards while the other hears that it is refused', async () => {
    const [mine, other] = [openTab(), openTab()]
    await mine.say('first')
    await other.sync()
    mine.remove(mine.entry('first').id)
    expect(mine.texts()).toEqual([])
    other.replace(other.entry('first').id, refused(other.entry('first')))
    await mine.sync()
    await other.sync()
    expect(other.texts()).toEqual([])
    expect(await disk()).toEqual([])
  })

  it('do not keep an entry twice that is changed while it is on its way to the device', async () => {
    const tab = openTab()
    const mend = spoil(IDBObjectStore.prototype, 'add', (_, properly) => {
      mend()
      tab.replace(tab.entry('first').id, { ...tab.entry('first'), id: 'new' })
      return properly()
    })
    await tab.say('first')
    await tab.sync()
    expect((await disk()).map((record) => (record as WaitingEntry).id)).toEqual(['new'])
    expect(tab.texts()).toEqual(['first'])
  })
})

describe('a record that cannot be read', () => {
  const whole = { ...entryOf('damaged'), id: 'damaged', order: 1 }
  const DAMAGED: [string, object][] = [
    ['has no text', { ...whole, text: undefined }],
    ['has a number for a text', { ...whole, text: 7 }],
    ['has no time', { ...whole, occurredAt: Number.NaN }],
    ['has a time no calendar knows', { ...whole, occurredAt: 9e15 }],
    ['has no incident', { ...whole, incident: 'INC-0042' }],
    ['has nobody for an author', { ...whole, authorId: null }],
    ['is something else', { id: 'damaged', order: 1, colour: 'red' }],
  ]

  it.each(DAMAGED)('because it %s holds up no other, and stays until it is discarded', async (_, record) => {
    const old = await openTabOfV1('one')
    await putRaw(old, { ...record, order: 0.25 })
    old.close()
    const tab = openTab()
    await tab.say('two')
    await putRaw(await openRaw(undefined), { ...record, order: 0.75 })
    await tab.sync()
    expect(tab.texts()).toEqual(['one', 'two'])
    expect(tab.shelf()).toMatchObject({ unreadable: 2, trouble: null })
    expect(await disk()).toHaveLength(4)
    tab.removeUnreadable()
    expect(tab.shelf().unreadable).toBe(0)
    await tab.sync()
    expect(tab.shelf().unreadable).toBe(0)
    expect(await diskTexts()).toEqual(['one', 'two'])
  })

  const spoilReading = (order: number) =>
    spoil(IDBObjectStore.prototype, 'get', (_, properly, key) => {
      if (key === order) throw new DOMException('It cannot be read.', 'DataError')
      return properly()
    })

  it('because the browser fails at it holds up no other', async () => {
    const before = openTab()
    await before.say('damaged')
    await before.say('sound')
    spoilReading(before.entry('damaged').order)
    const tab = openTab()
    await tab.sync()
    await tab.say('new')
    expect(tab.texts()).toEqual(['sound', 'new'])
    expect(tab.shelf()).toMatchObject({ unreadable: 1, trouble: null })
  })

  it('any more is kept by the tab that knows it, which says so', async () => {
    const tab = openTab()
    await tab.say('known')
    const mend = spoilReading(tab.entry('known').order)
    await tab.sync()
    expect(tab.alone()).toEqual(['known'])
    expect(tab.shelf().trouble).toBe('failed')
    mend()
    await tab.sync()
    expect(tab.texts()).toEqual(['known'])
    expect(tab.shelf()).toMatchObject({ unreadable: 0, trouble: null, inTab: new Set() })
    expect(await diskTexts()).toEqual(['known'])
  })

  it('only in why the server refused it is an entry like any other', async () => {
    await openTab().sync()
    const problem = { id: 'damaged', outcome: 'conflict', message: 'Another text.' }
    await putRaw(await openRaw(undefined), { ...whole, problem })
    const tab = openTab()
    await tab.sync()
    expect(tab.texts()).toEqual(['damaged'])
    expect(tab.entry('damaged').problem).toBeUndefined()
  })
})
