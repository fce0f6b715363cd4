import type { Page } from '@playwright/test'
import { askTidemark } from '@/e2e/databases'
import { account, anotherPerson, expect, expectAccessible, ready, test } from '@/e2e/fixtures'

/** Adds an account without a role for all systems, as an admin does, and has its owner follow the link; answers how it signs in. */
async function addAccount(admin: Page): Promise<{ email: string; password: string }> {
  const email = `one-system-${Date.now().toString(36)}@example.org`
  await admin.getByLabel('Address', { exact: true }).fill(email)
  await admin.getByLabel('Name in the record').fill('Approver of one system')
  await admin.getByLabel('Role', { exact: true }).selectOption('none')
  await admin.getByRole('button', { name: 'Add account' }).click()
  const shown = admin.getByRole('status').filter({ hasText: email }).locator('.mono').first()
  const link = (await shown.textContent()) ?? ''
  const password = 'three or four words'
  const owner = await (await admin.context().browser())?.newPage()
  if (!owner) throw new Error('There is no browser for the owner of the account.')
  await owner.goto(link)
  await owner.getByLabel('New password', { exact: true }).fill(password)
  await owner.getByLabel('New password, again').fill(password)
  await owner.getByRole('button', { name: 'Set password' }).click()
  await expect(owner.getByRole('status')).toContainText(`as ${email}`)
  await owner.context().close()
  return { email, password }
}

/** Signs in as that account; also again, after what it holds was changed, which ends its sessions. */
async function signInAs(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  await page.request.post('/api/auth/callback/credentials', { form: { csrfToken, email, password, json: 'true' } })
  await page.goto('/')
  await expect(page).not.toHaveURL(/sign-in/)
}

/** A restore of SoloSuccess that waits for its engineering lead, asked for by the DBA with the form. */
async function waitingRestore(dba: Page): Promise<string> {
  const at = new Date(Math.floor((Date.now() - 14 * 60_000) / 1000) * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
  const target = `solo-${Date.now().toString(36)}`
  const query = new URLSearchParams({ asset: 'solosuccess:production-solosuccess-db', at, target })
  await dba.goto(`/restores/new?${query}`)
  await expect(dba.getByText('No one who may approve is mapped to the plan’s role engineering lead')).toBeVisible()
  const form = dba.getByRole('form', { name: 'Start the restore' })
  await form.getByRole('textbox').first().fill(target)
  await form.getByRole('button', { name: 'Ask for approval' }).click()
  await expect(dba).toHaveURL(/RST-/)
  return new URL(dba.url()).pathname.split('/').at(-1) ?? ''
}

test('an approver of PhaserAI only sees PhaserAI, finds nothing of the others, and cannot approve a restore of SoloSuccess', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const admin = await anotherPerson(browser, 'admin', '/admin')
  await ready(admin.page)
  const person = await addAccount(admin.page)
  const context = await browser.newContext()
  const one = await context.newPage()
  await signInAs(one, person)
  await expect(one.getByRole('heading', { name: 'No role yet' })).toBeVisible()
  await expectAccessible(one)

  // Given by keyboard alone, on the page as an admin has it.
  await admin.page.goto('/admin')
  await ready(admin.page)
  await admin.page.locator('#give-account').selectOption(person.email)
  await admin.page.getByLabel('System', { exact: true }).selectOption('PhaserAI')
  await admin.page.getByLabel('Role for this system').selectOption('approver')
  await admin.page.getByLabel('Role for this system').press('Tab')
  await admin.page.keyboard.press('Enter')
  await expect(admin.page.getByRole('button', { name: `Take approver of phaserai from ${person.email}` })).toBeVisible()
  await expectAccessible(admin.page)

  const dba = await anotherPerson(browser, 'dba')
  const number = await waitingRestore(dba.page)
  await signInAs(one, person)
  await one.goto('/systems')
  await expect(one.getByText('Approver, phaserai')).toBeVisible()
  await expect(one.getByRole('main').getByText('PhaserAI').first()).toBeVisible()
  const lists = ['/', '/systems', '/restores', '/incidents', '/reviews', '/calendar', '/recovery-points']
  for (const path of [
    ...lists,
    '/incidents/new',
    '/search?q=production',
    '/api/board',
    '/api/shell',
    '/api/calendar',
  ]) {
    const body = await (await one.request.get(path)).text()
    expect(body, path).not.toMatch(/solosuccess|phoenix|devonn|fruitful/i)
  }
  const statusOf = async (path: string) => (await one.request.get(path)).status()
  expect(await statusOf('/api/systems/phaserai')).toBe(200)
  expect(await statusOf('/systems/phaserai')).toBe(200)
  for (const path of [
    '/api/systems/solosuccess',
    '/systems/solosuccess',
    '/systems/solosuccess/plan',
    `/api/restores/${number}`,
    `/restores/${number}`,
    '/api/calendar?system=solosuccess',
  ]) {
    expect(await statusOf(path), path).toBe(404)
  }
  expect(await statusOf('/api/audit/export')).toBe(403)

  // The form that the approver for all systems has, sent by hand from the other browser.
  const approver = await anotherPerson(browser, 'approver', `/restores/${number}`)
  const agree = approver.page.locator('form', { hasText: 'Approve these values' })
  const fields = await agree.evaluate((element: Element) =>
    Object.fromEntries([...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, String(value)])),
  )
  const origin = new URL(approver.page.url()).origin
  const sentBy = (page: Page) =>
    page.request.post(`/restores/${number}`, { multipart: fields, headers: { origin }, maxRedirects: 0 })
  expect(await (await sentBy(dba.page)).text()).toContain('Your role is dba')
  expect(await (await sentBy(one)).text()).not.toContain('SoloSuccess AI')
  const stateOf = async () =>
    (await askTidemark<{ state: string }>('SELECT state FROM restore WHERE number = $1', [Number(number.slice(4))]))[0]
      ?.state
  expect(await stateOf()).toBe('PENDING_APPROVAL')

  // Once somebody is mapped to the role that the plan names, an approver is not enough any more.
  await admin.page.goto('/admin')
  await ready(admin.page)
  await admin.page.locator('#map-account').selectOption(account('commander').email)
  await admin.page.getByLabel('Role of a plan').selectOption('solosuccess/engineering lead')
  await admin.page.getByRole('button', { name: 'Map', exact: true }).click()
  const taking = admin.page.getByRole('button', {
    name: `Take engineering lead of solosuccess from ${account('commander').email}`,
  })
  await expect(taking).toBeVisible()
  await approver.page.reload()
  await expect(approver.page.getByText('wants the engineering lead to agree')).toBeVisible()
  await expect(approver.page.getByRole('button', { name: 'Approve these values' })).toHaveCount(0)

  await taking.click()
  await expect(taking).toHaveCount(0)
  await admin.page.setViewportSize({ width: 390, height: 844 })
  const overflow = await admin.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await admin.page.getByRole('button', { name: `Take approver of phaserai from ${person.email}` }).click()
  await expect.poll(async () => (await one.request.get('/api/board')).status()).toBe(401)
  await signInAs(one, person)
  await expect(one.getByRole('heading', { name: 'No role yet' })).toBeVisible()
  await askTidemark('UPDATE restore SET state = $1 WHERE number = $2', ['CANCELLED', Number(number.slice(4))])
  for (const each of [admin, dba, approver]) await each.close()
  await context.close()
})
