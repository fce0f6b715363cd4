import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { askTidemark } from '@/e2e/databases'
import { anotherPerson, expect, expectAccessible, signIn, test } from '@/e2e/fixtures'

const SYSTEM = 'phoenix'
const NAME = 'Phoenix Platform'
const PAGE = `/systems/${SYSTEM}/findings`
const REASON = 'Agreed with the owner: the new plan is in review.'

const row = (page: Page, id: string) => page.locator(`[data-finding=${JSON.stringify(id)}]`)

/** How many findings the page's head says are open. */
async function openCount(page: Page): Promise<number> {
  return Number(/(\d+) open/.exec((await page.locator('.ph .sub').textContent()) ?? '')?.[1])
}

/** How many high ones the board's line counts for the system; 0 where the line does not name it. */
async function highOnBoard(page: Page): Promise<number> {
  const link = page.getByRole('navigation', { name: 'Open high findings by system' }).getByText(NAME)
  return (await link.count()) === 0 ? 0 : Number(/(\d+)$/.exec(((await link.textContent()) ?? '').trim())?.[1])
}

/** The first open finding of a severity, as its page lists it. */
async function firstOpen(page: Page, severity: string) {
  await page.goto(`${PAGE}?severity=${severity}&state=open`)
  const item = page.locator('[data-finding]').first()
  return { id: (await item.getAttribute('data-finding')) ?? '', item }
}

test('a finding is acknowledged with a reason and comes back when the acknowledgement lapses', async ({
  page,
  browser,
}) => {
  await signIn(page, 'dba', '/')
  await expect(page.getByRole('navigation', { name: 'Open high findings by system' })).toBeVisible()
  const high = await highOnBoard(page)
  const watcher = await anotherPerson(browser, 'viewer', '/')
  const { id } = await firstOpen(page, 'high')
  await page.goto(PAGE)
  const before = await openCount(page)
  const item = row(page, id)
  await item.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(item.getByText('Plan says')).toBeVisible()
  await expect(item.getByText('To do')).toBeVisible()
  await expectAccessible(page)

  await item.getByRole('button', { name: 'Acknowledge…' }).press('Enter')
  const form = page.getByRole('form', { name: 'Acknowledge the finding' })
  await expect(form.getByLabel('Why it can wait')).toBeFocused()
  await page.keyboard.type('too short')
  await form.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(form.getByText('Reason: found 9 characters; expected 10 to 1,000 characters.')).toBeVisible()
  await expectAccessible(page)
  await form.getByLabel('Why it can wait').fill(REASON)
  await form.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(page.getByText(/^Acknowledged until \d/).first()).toBeVisible()
  await expect.poll(() => openCount(page)).toBe(before - 1)
  await expect.poll(() => highOnBoard(watcher.page), { timeout: 20_000 }).toBe(high - 1)

  await page.getByText(/^Acknowledged, \d+$/).click()
  await expect(item).toHaveAttribute('data-state', 'acknowledged')
  await item.locator('summary').click()
  await expect(item.getByText(REASON)).toBeVisible()
  await expectAccessible(page)

  // As if it had been given a month ago for a day: the newest word on the finding is one that has lapsed.
  const at = new Date(Date.now() - 30 * 86_400_000)
  await askTidemark(
    `INSERT INTO finding_acknowledgement (id, system, finding_id, what, reason, expires_at, sentence, severity, actor_id, actor_name, at)
     SELECT $1, system, finding_id, what, reason, $2, sentence, severity, actor_id, actor_name, $3
       FROM finding_acknowledgement WHERE system = $4 AND finding_id = $5 ORDER BY seq DESC LIMIT 1`,
    [randomUUID(), new Date(at.getTime() + 86_400_000), at, SYSTEM, id],
  )
  await page.goto(PAGE)
  await expect(item).toHaveAttribute('data-state', 'returned')
  await expect(item.getByText(/Acknowledged until .+ by .+; lapsed\./)).toBeVisible()
  expect(await openCount(page)).toBe(before)
  await page.goto('/')
  await expect.poll(() => highOnBoard(page)).toBe(high)
  await watcher.close()
})

test('who may not acknowledge reads who may, and a withdrawal opens the finding at once', async ({ page, browser }) => {
  await signIn(page, 'viewer', '/')
  const { id, item } = await firstOpen(page, 'low')
  await item.locator('summary').click()
  await expect(item.getByText('To acknowledge it takes the role of dba, commander or admin.')).toBeVisible()
  await expect(item.getByRole('button')).toHaveCount(0)

  const commander = await anotherPerson(browser, 'commander', PAGE)
  const theirs = row(commander.page, id)
  await theirs.locator('summary').click()
  await theirs.getByRole('button', { name: 'Acknowledge…' }).click()
  await commander.page.getByLabel('Why it can wait').fill(REASON)
  await commander.page.getByRole('button', { name: 'Acknowledge', exact: true }).click()
  await expect(theirs).toHaveAttribute('data-state', 'acknowledged')
  await commander.page.goto(`${PAGE}?state=acknowledged`)
  await theirs.locator('summary').click()
  await theirs.getByRole('button', { name: 'Withdraw…' }).click()
  await commander.page.getByLabel('Why it is open again').fill('It cannot wait after all.')
  await commander.page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await commander.page.goto(PAGE)
  await expect(theirs).toHaveAttribute('data-state', 'open')
  await commander.close()
})

/** Pages with something on them that is wider than a phone: a switch of three long names, a fingerprint, the address of a repository. */
const WIDE = ['/systems/phaserai', '/systems/phaserai/plan', '/recovery-points/phoenix:phoenix-configs']

test('the page of a system shows the worst few and leads to all of them, also on a phone', async ({ page }) => {
  test.slow()
  await signIn(page, 'viewer', `/systems/${SYSTEM}`)
  expect(await page.locator('[data-finding]:not([data-state=acknowledged])').count()).toBeLessThanOrEqual(6)
  await page.getByRole('link', { name: 'All findings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Findings of ${NAME}` })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  for (const path of [page.url(), ...WIDE]) {
    await page.goto(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390)
  }
  await page.goto('/')
  await expect(page.getByRole('navigation', { name: 'Open high findings by system' })).toBeVisible()
  await expectAccessible(page)
})
