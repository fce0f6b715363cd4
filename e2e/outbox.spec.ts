import type { BrowserContext, Page } from '@playwright/test'
import { accountId, openIncident } from '@/e2e/databases'
import { expect, expectAccessible, signIn, test } from '@/e2e/fixtures'

test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

const row = (page: Page, text: string) => page.locator('[data-waiting]').filter({ hasText: text })
const banner = (page: Page) => page.getByRole('alert').filter({ hasText: 'waiting to be sent' })
const note = (page: Page) => page.getByRole('status').filter({ hasText: 'kept in this tab only' })

async function say(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New entry' }).fill(line)
  await page.keyboard.press('Enter')
}

/** Texts of the incident's record, as the server has it, that people wrote. */
async function recorded(page: Page, name: string): Promise<string[]> {
  const { entries } = await (await page.request.get(`/api/incidents/${name}`)).json()
  return entries.flatMap((entry: { kind: string; text: string }) => (entry.kind === 'note' ? [entry.text] : []))
}

/** A tab of this site that runs none of the product's code. */
async function bareTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/api/auth/csrf')
  return page
}

/** Opens the browser's storage by hand. Says whether another tab was in the way. */
function openByHand(page: Page, version: number, record?: object): Promise<{ blocked: boolean }> {
  return page.evaluate(
    ({ version, record }) =>
      new Promise((resolve, reject) => {
        let blocked = false
        const request = indexedDB.open('tidemark', version)
        request.onblocked = () => {
          blocked = true
        }
        request.onupgradeneeded = () => {
          // As the first version did it.
          if (version === 1)
            request.result.createObjectStore('waiting-entries', { keyPath: 'order', autoIncrement: true }).add(record)
        }
        request.onsuccess = () => resolve({ blocked })
        request.onerror = () => reject(request.error)
      }),
    { version, record },
  )
}

/** Texts on the disk of this device. */
function onDevice(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('tidemark')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          if (database.objectStoreNames.contains('waiting-entries')) {
            const reading = database.transaction('waiting-entries').objectStore('waiting-entries').getAll()
            reading.onsuccess = () => resolve(reading.result.map(({ text }) => text).sort())
            reading.onerror = () => reject(reading.error)
          } else resolve(['no storage yet'])
          database.close()
        }
      }),
  )
}

test('while a tab of an older version holds the storage, the page asks to close it, loses nothing, and sends each entry once', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const incident = await openIncident('phaserai', `Two versions ${Date.now()}`)
  try {
    await signIn(page, 'dba', `/incidents/${incident.name}`)
    const me = await accountId('dba')
    const { number } = (await (await page.request.get(`/api/incidents/${incident.name}`)).json()).incident
    await page.close()
    const old = await bareTab(context)
    await old.evaluate(
      () =>
        new Promise((done) => {
          indexedDB.deleteDatabase('tidemark').onsuccess = done
        }),
    )
    const kept = {
      incident: number,
      authorId: me,
      authorName: 'DBA on call',
      kind: 'note',
      text: 'kept by the first version',
    }
    await openByHand(old, 1, { ...kept, id: crypto.randomUUID(), occurredAt: Date.now(), queuedAt: Date.now() })

    await context.addInitScript(() => {
      const asked = { times: 0 }
      Object.assign(window, { asked })
      // An empty tab, before it goes anywhere, has no storage.
      const storage: StorageManager | undefined = navigator.storage
      const persist = storage?.persist.bind(storage)
      if (persist)
        storage.persist = () => {
          asked.times += 1
          return persist()
        }
    })
    const timesAsked = (tab: Page) =>
      tab.evaluate(() => (window as unknown as { asked: { times: number } }).asked.times)
    const now = await context.newPage()
    await now.goto(`/incidents/${incident.name}`)
    await expect(note(now)).toContainText('Please close the other Tidemark tabs')
    await expect(note(now)).toContainText('Until then, new entries are kept in this tab only.')
    expect(await timesAsked(now)).toBe(0)

    await context.setOffline(true)
    await say(now, 'said while blocked')
    await say(now, 'and again')
    await expect(row(now, 'said while blocked')).toContainText(
      'waiting to be sent, kept in this tab only until the other Tidemark tabs are closed',
    )
    await expect(note(now)).toContainText('2 entries are kept in this tab only')
    await expect(banner(now)).toContainText('They are in this tab only: leave it open.')
    await expect.poll(() => timesAsked(now)).toBe(1)
    await expectAccessible(now)
    const question = now.waitForEvent('dialog')
    await now.close({ runBeforeUnload: true })
    expect((await question).type()).toBe('beforeunload')
    await (await question).dismiss()

    await old.close()
    await expect(now.locator('[data-waiting]')).toHaveCount(3)
    await expect(note(now)).toHaveCount(0)
    await expect(banner(now)).toContainText('3 entries waiting to be sent. They are kept on this device')
    expect(await timesAsked(now)).toBe(1)
    await now.close()

    await context.setOffline(false)
    const later = await context.newPage()
    await later.goto('/incidents')
    await expect
      .poll(() => recorded(later, incident.name))
      .toEqual(['kept by the first version', 'said while blocked', 'and again'])
    await expect.poll(() => onDevice(later)).toEqual([])
  } finally {
    await incident.resolve()
  }
})

test('a browser that gives no storage keeps entries in the tab, says so where they are written, and sends each once', async ({
  page,
  context,
}) => {
  const incident = await openIncident('phaserai', `No storage ${Date.now()}`)
  try {
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
    await signIn(page, 'dba', `/incidents/${incident.name}`)
    await expect(note(page)).toContainText('This browser gives Tidemark no storage')
    await say(page, 'said with the server there')
    await expect(page.locator('[data-entry]').filter({ hasText: 'said with the server there' })).toHaveCount(1)
    await context.setOffline(true)
    await say(page, 'said alone')
    await expect(row(page, 'said alone')).toContainText('waiting to be sent, kept in this tab only until sent')
    await expect(note(page)).toContainText('Until sent, 1 entry is kept in this tab only.')
    await context.setOffline(false)
    await expect(page.locator('[data-entry]').filter({ hasText: 'said alone' })).toHaveCount(1)
    await expect(page.locator('[data-waiting]')).toHaveCount(0)
    expect(await recorded(page, incident.name)).toEqual(['said with the server there', 'said alone'])
  } finally {
    await incident.resolve()
  }
})

test('what cannot be kept is refused by its name, holds up nothing behind it, and is mended where it waits', async ({
  page,
}) => {
  const incident = await openIncident('phaserai', `Half a character ${Date.now()}`)
  try {
    await signIn(page, 'dba', `/incidents/${incident.name}`)
    await say(page, 'to be corrected')
    const line = page.locator('[data-entry]').filter({ hasText: 'to be corrected' })
    await line.hover()
    await line.getByRole('button', { name: 'Correct…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Text').fill('corrected')
    // What drives the browser mends half a character on its way there, so it is put in from inside.
    await dialog.getByLabel('From what it is known').evaluate((field: HTMLInputElement) => {
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {}
      set?.call(field, `from the log ${String.fromCharCode(0xd83d)}`)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click()
    const waiting = page.locator('[data-waiting]')
    await expect(waiting).toContainText('"text": found half of a character (U+D83D) at position 14')
    await say(page, 'behind it')
    await expect.poll(() => recorded(page, incident.name)).toEqual(['to be corrected', 'behind it'])
    await expectAccessible(page)
    await waiting.getByLabel('From what it is known').fill('from the log')
    await waiting.getByRole('button', { name: 'Send as a new entry' }).click()
    await expect(waiting).toHaveCount(0)
    await expect(line).toContainText('from the log')
  } finally {
    await incident.resolve()
  }
})

test('entries outlive cleared site data and a newer version in another tab', async ({ page, context, baseURL }) => {
  const incident = await openIncident('phaserai', `Cleared ${Date.now()}`)
  try {
    await signIn(page, 'dba', `/incidents/${incident.name}`)
    const other = await bareTab(context)
    await context.setOffline(true)
    await say(page, 'first')
    await expect.poll(() => onDevice(other)).toEqual(['first'])

    const browser = await context.newCDPSession(page)
    await browser.send('Storage.clearDataForOrigin', {
      origin: new URL(baseURL ?? '').origin,
      storageTypes: 'indexeddb',
    })
    await expect.poll(() => onDevice(other)).toEqual(['first'])
    await expect(row(page, 'first')).toContainText('waiting to be sent')

    expect(await openByHand(other, 99)).toEqual({ blocked: false })
    await say(page, 'second')
    await expect.poll(() => onDevice(other)).toEqual(['first', 'second'])
    await expect(note(page)).toHaveCount(0)
    await context.setOffline(false)
    await expect(page.locator('[data-waiting]')).toHaveCount(0)
    expect(await recorded(page, incident.name)).toEqual(['first', 'second'])
  } finally {
    await incident.resolve()
  }
})
