import type { Page } from '@playwright/test'
import { accountId } from '@/e2e/databases'
import { anotherPerson, expect, expectAccessible, signIn, test } from '@/e2e/fixtures'

/** Declares an incident as the signed-in person and lands on its page. Answers its name. */
async function declare(page: Page, title: string, impact: 'unknown' | 'now' = 'unknown'): Promise<string> {
  await page.goto('/incidents/new')
  await page.getByLabel('What is wrong, in a few words').fill(title)
  await page.getByLabel('System', { exact: true }).selectOption('phaserai')
  await page.getByLabel('Environment').selectOption('production')
  await page.getByRole('radio', { name: /SEV 2/ }).check()
  if (impact === 'unknown') await page.getByRole('radio', { name: 'Not known yet' }).check()
  else {
    await page.getByRole('radio', { name: 'At a known time' }).check()
    await page.getByRole('button', { name: 'Now' }).click()
  }
  await page.getByRole('radio', { name: 'Live', exact: true }).check()
  await page.getByRole('button', { name: 'Declare the incident' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function say(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New entry' }).fill(line)
  await page.keyboard.press('Enter')
}

const row = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

test('an incident is declared without a guess, run by lines, resolved and reviewed', async ({ page }) => {
  await signIn(page, 'commander')
  await page.goto('/incidents/new')
  await page.getByRole('button', { name: 'Declare the incident' }).click()
  await expect(page.getByText('Say when the impact started, or that it is not known.').first()).toBeVisible()
  await expectAccessible(page)

  const name = await declare(page, `Rows missing ${Date.now()}`)
  await expect(page.getByText('Impact start is not known', { exact: false }).first()).toBeVisible()
  await say(page, '/impact yesterday 23:50 first failed sign-in')
  await expect(page.getByText('deadline', { exact: false })).toBeVisible()
  await say(page, '/objection Is it a breach?')
  await expect(row(page, 'Is it a breach?').getByRole('img', { name: 'objection' })).toBeVisible()
  await say(page, '/stopped target group drained')
  await expect(row(page, 'Writes stopped: target group drained')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Recovering', exact: true }).click()
  await expect(row(page, 'Recovering')).toBeVisible()
  await page.getByRole('button', { name: 'Resolved', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve', exact: true }).click()
  await page.getByRole('link', { name: 'Review', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/reviews/${name}$`))
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Recovery time')
  await page.getByRole('button', { name: 'Write summary' }).click()
  await page.getByRole('textbox', { name: 'Summary, Markdown' }).fill('All **well**. <b>no markup</b>')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.locator('strong', { hasText: 'well' })).toBeVisible()
  await expect(page.getByText('<b>no markup</b>')).toBeVisible()
  await page.getByRole('button', { name: 'Write went well' }).click()
  await page.getByRole('textbox', { name: 'Went well, Markdown' }).fill('> '.repeat(5_000))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Shown as it was written: a line opens more than 100 levels.')).toBeVisible()
  await page.reload()
  await expect(page.locator('strong', { hasText: 'well' })).toBeVisible()
  await expectAccessible(page)
  const file = await page.request.get(`/api/reviews/${name}/export`)
  expect(await file.text()).toContain('All **well**.')
})

test('an entry of one person appears in the other’s browser without a reload', async ({ page, browser }) => {
  await signIn(page, 'responder')
  const name = await declare(page, `Slow reads ${Date.now()}`)
  const other = await anotherPerson(browser, 'dba', `/incidents/${name}`)
  await say(page, 'Read latency doubled')
  await expect(row(other.page, 'Read latency doubled')).toBeVisible()
  await say(other.page, '/decision Fail over to the standby')
  await expect(row(page, 'Fail over to the standby').getByRole('img', { name: 'decision' })).toBeVisible()
  const viewer = await anotherPerson(browser, 'viewer', `/incidents/${name}`)
  await expect(row(viewer.page, 'Read latency doubled')).toBeVisible()
  await expect(viewer.page.getByRole('textbox', { name: 'New entry' })).toHaveCount(0)
  await other.close()
  await viewer.close()
})

test('a corrected time moves the clocks and keeps the original on its line', async ({ page }) => {
  await signIn(page, 'dba')
  await declare(page, `Wrong clock ${Date.now()}`, 'now')
  const line = row(page, 'Impact starts')
  const time = await line.getByRole('time').first().textContent()
  await line.hover()
  await line.getByRole('button', { name: 'Correct…' }).click()
  const dialog = page.getByRole('dialog')
  const at = dialog.getByLabel('Occurred, UTC')
  const earlier = new Date(Date.parse(`${await at.inputValue()}Z`) - 3_600_000).toISOString().slice(0, 19)
  await at.fill(earlier)
  await dialog.getByLabel('From what it is known').fill('from the access log')
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click()
  await expect(line.locator('s')).toContainText(time ?? '')
  await expect(line).toContainText('from the access log')
  await expect(page.getByRole('region', { name: 'Clocks' })).toContainText(/1\s*h/)
})

test.describe('while the server is unreachable', () => {
  test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

  test('entries wait in the browser, survive the closed tab, and arrive once with their own time', async ({
    page,
    context,
    browser,
  }) => {
    await signIn(page, 'dba')
    const name = await declare(page, `No network ${Date.now()}`)
    await context.setOffline(true)
    await say(page, '/action first while away')
    await say(page, 'second while away')
    await expect(page.getByRole('alert').filter({ hasText: '2 entries waiting to be sent' })).toBeVisible()
    await expect(page.locator('[data-waiting]')).toHaveCount(2)
    await expectAccessible(page)
    await page.close()
    await context.setOffline(false)

    // Any page of the console sends them.
    const again = await context.newPage()
    await again.goto('/incidents')
    const watcher = await anotherPerson(browser, 'viewer', `/incidents/${name}`)
    await expect(row(watcher.page, 'first while away')).toHaveCount(1)
    await expect(row(watcher.page, 'second while away')).toHaveCount(1)
    const { entries } = await (await again.request.get(`/api/incidents/${name}`)).json()
    const away = entries.filter((entry: { text: string }) => entry.text.endsWith('while away'))
    expect(away.map((entry: { text: string }) => entry.text)).toEqual(['first while away', 'second while away'])
    for (const entry of away) expect(entry.recordedAt).toBeGreaterThan(entry.occurredAt)
    await watcher.close()
  })

  test('an open page shows what waits at once and sends it when the network is back', async ({ page, context }) => {
    await signIn(page, 'responder')
    await declare(page, `Short break ${Date.now()}`)
    await context.setOffline(true)
    await say(page, 'written in the dark')
    await expect(page.locator('[data-waiting]')).toContainText('written in the dark')
    await expect(page.getByText('counted in this browser')).toBeVisible()
    await context.setOffline(false)
    await expect(page.locator('[data-entry]').filter({ hasText: 'written in the dark' })).toHaveCount(1)
    await expect(page.locator('[data-waiting]')).toHaveCount(0)
    await expect(page.getByText('Offline since')).toHaveCount(0)
  })
})

test('a hand-made request is refused in words: viewers, size, NUL, other people’s names', async ({ page }) => {
  await signIn(page, 'responder')
  const name = await declare(page, `By hand ${Date.now()}`)
  const { incident } = await (await page.request.get(`/api/incidents/${name}`)).json()
  const me = await accountId('responder')
  const entry = {
    id: crypto.randomUUID(),
    incident: incident.number,
    authorId: me,
    kind: 'note',
    text: 'x',
    occurredAt: Date.now(),
  }
  const post = (more: object) =>
    page.request.post('/api/timeline', { data: { entries: [{ ...entry, id: crypto.randomUUID(), ...more }] } })
  expect((await post({})).status()).toBe(200)
  for (const more of [
    { text: 'x'.repeat(1024 * 1024) },
    { text: 'a\u0000b' },
    { authorId: 'somebody-else' },
    { incident: 99_999_999 },
  ]) {
    const refused = await post(more)
    expect(refused.status()).toBe(400)
    expect((await refused.json()).error.message).toMatch(/\.$/)
  }
  // The open page would read the incident again without its cookie, and say so on the console.
  await page.goto('about:blank')
  await page.context().clearCookies()
  expect((await post({})).status()).toBe(401)
  await signIn(page, 'viewer')
  expect((await post({})).status()).toBe(403)
})
