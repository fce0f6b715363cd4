import { type APIRequestContext, type Page, request } from '@playwright/test'
import { askTidemark } from '@/e2e/databases'
import { account, anotherPerson, expect, expectAccessible, type RoleName, ready, signIn, test } from '@/e2e/fixtures'

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

/** A person with an account of their own, whose password is the viewer's. */
async function newcomer(role: RoleName) {
  const email = `e2e-${Date.now().toString(36)}@example.org`
  const { email: viewer, password } = account('viewer')
  await askTidemark(
    `INSERT INTO app_user (id, email, name, role, password_hash)
     SELECT gen_random_uuid(), $1, 'Second person', $2::role, password_hash FROM app_user WHERE email = $3`,
    [email, role, viewer],
  )
  return { email, password }
}

/** Signs a browser in without the form. */
async function enter(client: APIRequestContext, { email, password }: { email: string; password: string }) {
  const { csrfToken } = await (await client.get('/api/auth/csrf')).json()
  await client.post('/api/auth/callback/credentials', { form: { csrfToken, email, password, json: 'true' } })
  expect(await status(client), `${email} is signed in`).toBe(200)
}

/** Another device of somebody, by what its browser says of itself. */
async function device(person: { email: string; password: string }, userAgent: string): Promise<APIRequestContext> {
  const client = await request.newContext({ baseURL: origin(), userAgent })
  await enter(client, person)
  return client
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
  const person = await newcomer('dba')
  const { email } = person
  await enter(page.request, person)
  const copy = await thief(page)
  const stream = await openStream(page)
  expect(await status(copy)).toBe(200)
  const admin = await anotherPerson(browser, 'admin', '/admin')
  await admin.page.getByRole('button', { name: `Reset password of ${email}` }).click()
  await expect(admin.page.getByText('Shown once')).toBeVisible()
  expect(await stream.closedWithin(2_000)).toBe(true)
  expect(await status(copy)).toBe(401)
  await copy.dispose()
  await admin.close()
})

test('a role that is given or taken ends the sessions of its person', async ({ page, browser }) => {
  const person = await newcomer('viewer')
  const { email } = person
  await enter(page.request, person)
  const stream = await openStream(page)
  const admin = await anotherPerson(browser, 'admin', '/admin')
  await admin.page.getByLabel(`Role of ${email}`).selectOption('commander')
  await admin.page.getByRole('row', { name: email }).getByRole('button', { name: 'Set role' }).click()
  expect(await stream.closedWithin(2_000)).toBe(true)
  await page.goto('/systems')
  await expect(page).toHaveURL(/sign-in/)
  await enter(page.request, person)
  await page.goto('/systems')
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
}) => {
  test.slow()
  const { email } = await newcomer('viewer')
  await signIn(page, 'admin', '/admin')
  await forgetCheck(account('admin').email)
  const row = page.getByRole('row', { name: email })
  await page.getByLabel(`Role of ${email}`).selectOption('responder')
  await row.getByRole('button', { name: 'Set role' }).click()
  const ask = page.getByRole('dialog', { name: 'Your password, please' })
  await expect(ask).toContainText(`Set the role of ${email}`)
  await expect(ask.getByLabel('Password')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(ask).toHaveCount(0)
  await expect(page.getByLabel(`Role of ${email}`)).toHaveValue('responder')
  const roleOf = async () => (await askTidemark('SELECT role FROM app_user WHERE email = $1', [email]))[0]?.role
  expect(await roleOf()).toBe('viewer')

  await row.getByRole('button', { name: 'Set role' }).click()
  await expect(ask.getByLabel('Password')).toBeFocused()
  await page.keyboard.type('not the password')
  await page.keyboard.press('Enter')
  await expect(ask.getByText('This is not your password.')).toBeVisible()
  await expect(ask.getByLabel('Password')).toHaveValue('')
  await expect(ask.getByLabel('Password')).toBeFocused()
  await page.keyboard.type(account('admin').password)
  await page.keyboard.press('Enter')
  await expect(ask).toHaveCount(0)
  await expect.poll(roleOf).toBe('responder')
  await row.getByRole('button', { name: `Reset password of ${email}` }).click()
  await expect(row.getByText('Shown once')).toBeVisible()
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
}) => {
  test.slow()
  const person = await newcomer('dba')
  const { email, password } = person
  const desk = await device(person, 'Mozilla/5.0 (Windows NT 10.0) Firefox/143.0')
  const phone = await device(person, 'Mozilla/5.0 (iPhone)')
  await enter(page.request, person)
  await page.goto('/calendar')
  await page.getByRole('link', { name: /account/i }).click()
  const rows = page.getByRole('table', { name: 'Your sessions' }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText(/Chrome on Linux.*This one/)
  await page.getByRole('button', { name: 'End the session of Unknown browser on iPhone' }).click()
  await expect(rows).toHaveCount(3)
  expect(await status(phone)).toBe(401)
  expect(await status(desk)).toBe(200)

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
  expect(await status(desk)).toBe(401)
  await enter(desk, { email, password: 'a quiet harbour' })

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
  await desk.dispose()
  await phone.dispose()
})
