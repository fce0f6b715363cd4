import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { askTidemark } from '@/e2e/databases'
import { expect, expectAccessible, ready, signIn, test } from '@/e2e/fixtures'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Find' })
const field = (page: Page) => palette(page).getByRole('combobox', { name: 'Find' })
const chosen = (page: Page) => palette(page).getByRole('option', { selected: true })

/** Types into an open palette and waits until what is listed is the answer to it. */
async function find(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await expect(palette(page).getByRole('status')).toHaveText(/results?$|narrows/)
}

/** A drill as somebody declared it; `resolve` takes it off every strip again. */
async function openDrill(title: string) {
  const id = randomUUID()
  const [row] = await askTidemark<{ number: number }>(
    `INSERT INTO incident (id, title, system, severity, mode, status, declared_by_id, declared_by_name, declared_at, idempotency_key)
     VALUES ($1::uuid, $2, 'solosuccess', 'SEV3', 'drill', 'investigating', $1::uuid, 'A commander', now(), $1::text) RETURNING number`,
    [id, title],
  )
  const resolve = () => askTidemark(`UPDATE incident SET status = 'resolved', resolved_at = now() WHERE id = $1`, [id])
  return { name: `INC-${String(row?.number).padStart(4, '0')}`, resolve }
}

test('anything is found and opened by keys alone, from inside a field too, and the focus comes back', async ({
  page,
  context,
}) => {
  await signIn(page, 'viewer', '/')
  await ready(page)
  const filter = page.getByRole('searchbox').first()
  await filter.focus()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main, header, footer') ?? null)).toBeNull()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await expect(filter).toBeFocused()
  await expect(filter).toHaveValue('')

  await page.keyboard.press('Meta+k')
  await find(page, 'phaserai minor corruption')
  await expect(palette(page).getByRole('status')).toHaveText(/^\d+ results?$/)
  await expect(chosen(page)).toContainText('Scenario A, minor corruption')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/systems\/phaserai\/runbooks\//)
  await expect(palette(page)).toBeHidden()

  await page.keyboard.press('Control+k')
  await find(page, 'US-EAST-1 phaserai-prod')
  const first = await chosen(page).textContent()
  await page.keyboard.press('ArrowDown')
  await expect(chosen(page)).not.toHaveText(first ?? '')
  await page.keyboard.press('End')
  const last = await chosen(page).getAttribute('id')
  await expect(palette(page).getByRole('option').last()).toHaveAttribute('id', last ?? '')
  await expect(field(page)).toHaveAttribute('aria-activedescendant', last ?? '')
  await page.keyboard.press('Home')
  await expect(chosen(page)).toHaveText(first ?? '')
  const opening = context.waitForEvent('page')
  await page.keyboard.press('Control+Enter')
  await expect(await opening).toHaveURL(/\/recovery-points\/phaserai/)
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/recovery-points\/phaserai/)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('find anything, also while typing')
})

test('before anything is typed it leads to open incidents, systems and pages, and offers what one may do', async ({
  page,
}) => {
  const title = `Rehearsed loss ${randomUUID().slice(0, 8)}`
  const drill = await openDrill(title)
  try {
    await signIn(page, 'dba', '/systems')
    await ready(page)
    await expect(page.getByRole('button', { name: 'theme' })).toBeEnabled()
    await page.getByRole('link', { name: 'Find…' }).click()
    const groups = palette(page).getByRole('group')
    await expect(groups.first()).toHaveAccessibleName('Open incidents')
    await expect(groups.first()).toContainText(`${drill.name} Drill: ${title}`)
    await expect(palette(page).getByRole('group', { name: 'Systems' }).getByRole('option')).toHaveCount(5)
    await expect(palette(page).getByRole('option', { name: 'Calendar' })).toHaveAttribute('href', '/calendar')
    for (const act of ['Declare an incident', 'Restore…']) {
      await expect(palette(page).getByRole('option', { name: act })).toBeVisible()
    }
    await palette(page).getByRole('option', { name: drill.name }).click()
    await expect(page).toHaveURL(new RegExp(`/incidents/${drill.name}$`))

    // Enter before the answer is there opens what fits, not what was listed before.
    await page.keyboard.press('Control+k')
    await expect(palette(page).getByRole('option', { name: 'Board' })).toBeVisible()
    await page.keyboard.type('phoenix contacts')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/systems\/phoenix\/contacts$/)

    await page.keyboard.press('Control+k')
    await expect(palette(page).getByRole('group', { name: 'Open incidents' })).toContainText(title)
    await find(page, drill.name.replace('-0', ' '))
    await expect(chosen(page)).toContainText(title)
  } finally {
    await drill.resolve()
  }

  await signIn(page, 'viewer', '/')
  await ready(page)
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('group', { name: 'Opened last here' })).toContainText(title)
  await expect(palette(page).getByRole('option', { name: 'Declare an incident' })).toHaveCount(0)
  await expect(palette(page).getByRole('option', { name: 'Admin' })).toHaveCount(0)
})

test.describe('without the server', () => {
  test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

  test('it says so, still finds pages and systems, and searches again by itself when the network is back', async ({
    page,
    context,
  }) => {
    await signIn(page, 'viewer', '/')
    await ready(page)
    await page.keyboard.press('Control+k')
    await find(page, 'phoenix')
    const before = await palette(page).boundingBox()
    await context.setOffline(true)
    await field(page).fill('devonn')
    await expect(palette(page).getByRole('status')).toContainText('The server cannot be reached')
    await expect(chosen(page)).toContainText('Devonn.AI')
    expect(await palette(page).boundingBox()).toEqual(before)
    await expectAccessible(page)
    await field(page).fill('calendar')
    await expect(chosen(page)).toHaveAttribute('href', '/calendar')
    await expect(palette(page).getByRole('button', { name: 'Try again' })).toBeVisible()
    await context.setOffline(false)
    await expect(palette(page).getByRole('status')).toHaveText(/^\d+ results?$/)
    // The network comes back while a question is still on its way into the dead one.
    let asked = 0
    await page.route('**/api/search*', (route) => (++asked === 1 ? undefined : route.continue()))
    await field(page).fill('solosuccess')
    await expect.poll(() => asked).toBe(1)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect(palette(page).getByRole('status')).toHaveText(/results?$|narrows/)
    expect(asked).toBe(2)
  })

  test('a session that ended says so and leads to the sign-in', async ({ page, context }) => {
    // A page that fresh facts do not draw anew: one that they do goes to the sign-in by itself, in the middle of a word.
    await signIn(page, 'viewer', '/search')
    await ready(page)
    await context.clearCookies()
    await page.keyboard.press('Control+k')
    await field(page).fill('phaserai-prod')
    await expect(palette(page).getByRole('status')).toContainText('Your session has ended')
    await palette(page).getByRole('link', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
  })
})

test('it has no accessibility fault and does not move, in both themes and on a phone', async ({ page }) => {
  test.slow()
  await signIn(page, 'admin', '/')
  await ready(page)
  for (const [theme, width, height] of [
    ['dark', 1440, 900],
    ['light', 1440, 900],
    ['dark', 390, 844],
    ['light', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(`/restores?theme=${theme}`)
    const opener = page.getByRole('link', { name: 'Find…' })
    if (width < 760) expect((await opener.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await expect(page.getByRole('button', { name: 'theme' })).toBeEnabled()
    await opener.click()
    await expect(palette(page).getByRole('option').first()).toBeVisible()
    const before = await palette(page).boundingBox()
    await find(page, 'database')
    if ((theme === 'dark') === width > 760) await expectAccessible(page)
    await find(page, 'nowhere to be found')
    await expect(palette(page).getByRole('option')).toHaveCount(0)
    if (theme === 'light' && width < 760) await expectAccessible(page)
    expect(await palette(page).boundingBox()).toEqual(before)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await palette(page).getByRole('button', { name: 'Close' }).click()
    await expect(opener).toBeFocused()
  }
})
