import { type APIRequestContext, type Page, request } from '@playwright/test'
import { askTidemark } from '@/e2e/databases'
import { account, anotherPerson, expect, expectAccessible, ready, signIn, test } from '@/e2e/fixtures'

// A page whose session was ended under it asks on, and is told so.
test.use({ expectedConsoleErrors: [/401/] })

const origin = () => new URL(process.env.TIDEMARK_URL ?? 'http://127.0.0.1:3000').origin

/** Who has copied the cookies of a browser, and nothing else of it. */
async function thief(page: Page): Promise<APIRequestContext> {
  return request.newContext({ baseURL: origin(), storageState: await page.context().storageState() })
}

const status = async (client: APIRequestContext) => (await client.get('/api/shell')).status()

/** Opens the live stream with the cookies of a page; `closed` settles with how long it stayed open after `from`. */
async function openStream(page: Page) {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const abort = new AbortController()
  const answer = await fetch(`${origin()}/api/live`, { headers: { cookie }, signal: abort.signal })
  expect(answer.status).toBe(200)
  const reader = answer.body?.getReader()
  await reader?.read()
  const drained = (async () => {
    while (reader && !(await reader.read()).done) {}
    return Date.now()
  })().catch(() => Number.POSITIVE_INFINITY)
  const closedWithin = async (ms: number, from = Date.now()) => {
    const end = await Promise.race([drained, new Promise<number>((go) => setTimeout(go, ms, Number.POSITIVE_INFINITY))])
    abort.abort()
    return end - from <= ms
  }
  return { closedWithin }
}

/** A person with an account of their own, signed in, and the admin who made it. */
async function newcomer(admin: Page, page: Page, role = 'dba') {
  const email = `e2e-${Date.now().toString(36)}@example.org`
  await admin.goto('/admin')
  await admin.getByLabel('Address', { exact: true }).fill(email)
  await admin.getByLabel('Name in the record').fill('Second DBA')
  await admin.getByLabel('Role', { exact: true }).selectOption(role)
  await admin.getByRole('button', { name: 'Add account' }).click()
  const shown = admin.getByRole('status').filter({ hasText: email }).locator('.mono').first()
  const password = (await shown.textContent()) ?? ''
  await enter(page, email, password)
  return { email, password }
}

async function enter(page: Page, email: string, password: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('banner')).toBeVisible()
}

test('a copied cookie opens nothing after its owner has signed out, and its open stream ends', async ({ page }) => {
  await signIn(page, 'viewer')
  const copy = await thief(page)
  const stream = await openStream(page)
  expect(await status(copy)).toBe(200)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  expect(await stream.closedWithin(2_000)).toBe(true)
  expect(await status(copy)).toBe(401)
  await copy.dispose()
})

test('a copied cookie opens nothing after next-auth’s own way out', async ({ page }) => {
  await signIn(page, 'viewer')
  const copy = await thief(page)
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  await page.request.post('/api/auth/signout', { form: { csrfToken, json: 'true' } })
  expect(await status(copy)).toBe(401)
  await copy.dispose()
})

test('a new password ends every session of its account, open streams too', async ({ page, browser }) => {
  const admin = await anotherPerson(browser, 'admin')
  const { email } = await newcomer(admin.page, page)
  const copy = await thief(page)
  const stream = await openStream(page)
  expect(await status(copy)).toBe(200)
  await admin.page.getByRole('button', { name: `New password for ${email}` }).click()
  await expect(admin.page.getByText('Shown once')).toHaveCount(2)
  expect(await stream.closedWithin(2_000)).toBe(true)
  expect(await status(copy)).toBe(401)
  await copy.dispose()
  await admin.close()
})

test('a role that is given or taken ends the sessions of its person', async ({ page, browser }) => {
  const admin = await anotherPerson(browser, 'admin')
  const { email, password } = await newcomer(admin.page, page, 'viewer')
  const stream = await openStream(page)
  await admin.page.getByLabel(`Role of ${email}`).selectOption('commander')
  await admin.page.getByRole('row', { name: email }).getByRole('button', { name: 'Set role' }).click()
  expect(await stream.closedWithin(2_000)).toBe(true)
  await page.goto('/systems')
  await expect(page).toHaveURL(/sign-in/)
  await enter(page, email, password)
  await expect(page.getByRole('banner')).toContainText('Commander')
  await admin.close()
})

/** Lets the last check of a person's password be ten minutes ago, in each of their sessions. */
const forgetCheck = (email: string) =>
  askTidemark(
    `UPDATE user_session SET checked_at = now() - interval '10 minutes'
      WHERE user_id = (SELECT id FROM app_user WHERE email = $1)`,
    [email],
  )

test('an act of weight asks for the password when that was long ago, and is then done as it was sent', async ({
  page,
  browser,
}) => {
  const admin = await anotherPerson(browser, 'admin')
  const { email } = await newcomer(admin.page, page, 'viewer')
  await forgetCheck(account('admin').email)
  const row = admin.page.getByRole('row', { name: email })
  await admin.page.getByLabel(`Role of ${email}`).selectOption('responder')
  await row.getByRole('button', { name: 'Set role' }).click()
  const ask = admin.page.getByRole('dialog', { name: 'Your password, please' })
  await expect(ask).toContainText(`Set the role of ${email}`)
  await expect(ask.getByLabel('Password')).toBeFocused()
  await expectAccessible(admin.page)
  await admin.page.keyboard.press('Escape')
  await expect(ask).toHaveCount(0)
  await expect(admin.page.getByLabel(`Role of ${email}`)).toHaveValue('responder')
  const roleOf = async () => (await askTidemark('SELECT role FROM app_user WHERE email = $1', [email]))[0]?.role
  expect(await roleOf()).toBe('viewer')

  await row.getByRole('button', { name: 'Set role' }).click()
  await admin.page.keyboard.type('not the password')
  await admin.page.keyboard.press('Enter')
  await expect(ask.getByText('This is not your password.')).toBeVisible()
  await expect(ask.getByLabel('Password')).toHaveValue('')
  await admin.page.keyboard.type(account('admin').password)
  await admin.page.keyboard.press('Enter')
  await expect(ask).toHaveCount(0)
  await expect.poll(roleOf).toBe('responder')
  await row.getByRole('button', { name: `New password for ${email}` }).click()
  await expect(row.getByText('Shown once')).toBeVisible()
  await admin.close()
})

test('an approval asks for the password when that was long ago', async ({ page, browser }) => {
  const dba = await anotherPerson(browser, 'dba')
  const target = `late-${Date.now().toString(36)}`
  const at = new Date(Date.now() - 15 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  await dba.page.goto(
    `/restores/new?${new URLSearchParams({ asset: 'solosuccess:production-solosuccess-db', at, target })}`,
  )
  await dba.page.locator('#typedName').pressSequentially(target)
  await dba.page.keyboard.press('Enter')
  await expect(dba.page).toHaveURL(/\/restores\/RST-\d+/)
  await signIn(page, 'approver', new URL(dba.page.url()).pathname)
  await forgetCheck(account('approver').email)
  await page.getByRole('button', { name: 'Approve these values' }).click()
  const ask = page.getByRole('dialog', { name: 'Your password, please' })
  await ask.getByLabel('Password').fill(account('approver').password)
  const state = async () => (await askTidemark('SELECT state FROM restore WHERE target_name = $1', [target]))[0]?.state
  expect(await state()).toBe('PENDING_APPROVAL')
  await ask.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Given by Approver on call')).toBeVisible()
  expect(await state()).not.toBe('PENDING_APPROVAL')
  await dba.close()
})

test('one sees where one is signed in and ends it there; a new password of one’s own ends the rest', async ({
  page,
  browser,
}) => {
  test.slow()
  const admin = await anotherPerson(browser, 'admin')
  const { email, password } = await newcomer(admin.page, page)
  await admin.close()
  const [desk, phone] = [await browser.newPage(), await browser.newPage({ userAgent: 'Mozilla/5.0 (iPhone)' })]
  for (const other of [desk, phone]) await enter(other, email, password)
  await page.getByRole('link', { name: 'Account' }).click()
  const rows = page.getByRole('table', { name: 'Your sessions' }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText(/Chrome on Linux.*This one/)
  await page.getByRole('button', { name: 'End the session of Unknown browser on iPhone' }).click()
  await expect(rows).toHaveCount(3)
  expect((await phone.request.get('/api/shell')).status()).toBe(401)
  expect((await desk.request.get('/api/shell')).status()).toBe(200)

  const fill = async (current: string, next: string, again = next) => {
    await page.getByLabel('The password you have').fill(current)
    await page.getByLabel('New password', { exact: true }).fill(next)
    await page.getByLabel('New password, again').fill(again)
    await page.keyboard.press('Enter')
  }
  await fill('not the password', 'a quiet harbour')
  await expect(page.getByText('This is not your password.')).toBeVisible()
  await fill(password, 'too short')
  await expect(page.getByText('Expected at least 12 characters; this has 9.')).toBeVisible()
  await fill(password, 'a quiet harbour')
  await expect(page.getByText('Your password is changed. Other sessions ended: 1.')).toBeVisible()
  await expect(rows).toHaveCount(2)
  expect((await desk.request.get('/api/shell')).status()).toBe(401)
  await enter(desk, email, 'a quiet harbour')

  for (const [theme, width, height] of [
    ['dark', 1440, 900],
    ['light', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(`/account?theme=${theme}`)
    await ready(page)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  await page.getByRole('button', { name: 'End all others' }).click()
  await expect(rows).toHaveCount(2)
  await desk.close()
  await phone.close()
})
