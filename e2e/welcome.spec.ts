import { holdScripts } from '@/e2e/before-script'
import { askTidemark } from '@/e2e/databases'
import { account, anotherPerson, expect, expectAccessible, type RoleName, signIn, test } from '@/e2e/fixtures'

const WORDS = 'three or four words'

/** A person with an account of their own, whose password is the viewer's. */
async function newcomer(role: RoleName): Promise<string> {
  const email = `e2e-${Date.now().toString(36)}@example.org`
  await askTidemark(
    `INSERT INTO app_user (id, email, name, role, password_hash)
     SELECT gen_random_uuid(), $1, 'Second person', $2::role, password_hash FROM app_user WHERE email = $3`,
    [email, role, account('viewer').email],
  )
  return email
}

test('an admin resets an account, and its owner follows the link in another browser, sets a password and signs in', async ({
  page,
  browser,
}) => {
  const email = await newcomer('approver')
  const admin = await anotherPerson(browser, 'admin', '/admin')
  await admin.page.setViewportSize({ width: 390, height: 844 })
  const row = admin.page.getByRole('row', { name: email })
  await row.getByRole('button', { name: `Reset password of ${email}` }).press('Enter')
  const shown = row.getByRole('status')
  await expect(shown).toContainText('Shown once')
  await expect(shown).toContainText(/once, until \d\d:\d\d:\d\d\sUTC/)
  await expect(row).toContainText('No password, link until')
  await expect(row.getByRole('button', { name: `Copy link for ${email}` })).toBeVisible()
  expect(await admin.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(admin.page)
  const link = (await shown.locator('.mono').textContent()) ?? ''
  const token = new URL(link).hash.slice(1)
  expect(token).toMatch(/^[\w-]{43}$/)

  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.url()} ${request.headers().referer ?? ''}`))
  await page.goto(link)
  await expect(page).toHaveURL(/\/welcome$/)
  await page.getByLabel('New password', { exact: true }).fill('short')
  await page.getByLabel('New password, again').fill('short')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByText('Expected at least 12 characters; this has 5.')).toBeVisible()
  await page.getByLabel('New password', { exact: true }).fill(WORDS)
  await page.getByLabel('New password, again').fill(WORDS)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText(`as ${email}`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  expect(asked.filter((one) => one.includes(token))).toEqual([])
  await page.getByLabel('Address').fill(email)
  await page.getByLabel('Password').fill(WORDS)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('banner')).toContainText('Second person')

  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill('somebody else’s words')
  await page.getByLabel('New password, again').fill('somebody else’s words')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByText('This link was used already.')).toBeVisible()
  await admin.close()
})

test('the page of a link is whole in both themes, on a desk and on a phone, and waits for its script and for a link', async ({
  page,
}) => {
  const answer = await page.goto('/welcome')
  expect(answer?.status()).toBe(200)
  await expect(page.getByText('The address holds no link')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Set password' })).toBeDisabled()
  for (const [theme, width, height] of [
    ['dark', 1440, 900],
    ['light', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(`/welcome?theme=${theme}#${'x'.repeat(43)}`)
    await expect(page.getByRole('button', { name: 'Set password' })).toBeEnabled()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  expect(await page.locator('meta[name=referrer]').getAttribute('content')).toBe('no-referrer')
  const { release } = await holdScripts(page)
  await page.goto(`/welcome?early#${'x'.repeat(43)}`, { waitUntil: 'domcontentloaded' })
  await expect(page.getByRole('button', { name: 'Set password' })).toBeDisabled()
  await page.getByLabel('New password', { exact: true }).fill(WORDS)
  await page.getByLabel('New password, again').fill(WORDS)
  await release()
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByText('There is no such link.')).toBeVisible()
})

test('the page of a restore says who cannot approve it, because the requester reset their account', async ({
  page,
  browser,
}) => {
  const email = await newcomer('approver')
  const admin = await anotherPerson(browser, 'admin', '/admin')
  await admin.page.getByRole('button', { name: `Reset password of ${email}` }).click()
  await expect(admin.page.getByText('Shown once')).toBeVisible()
  const target = `one-hand-${Date.now().toString(36)}`
  const at = new Date(Date.now() - 15 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  const query = new URLSearchParams({ asset: 'solosuccess:production-solosuccess-db', at, target })
  await admin.page.goto(`/restores/new?${query}`)
  await admin.page.locator('#typedName').fill(target)
  await admin.page.keyboard.press('Enter')
  await expect(admin.page).toHaveURL(/\/restores\/RST-\d+/)
  await signIn(page, 'viewer', new URL(admin.page.url()).pathname)
  const says =
    /This cannot be approved by Second person until .* UTC: the account of Second person was reset by the requester/
  await expect(page.getByText(says).first()).toBeVisible()
  await admin.page.getByRole('button', { name: 'Cancel this restore' }).click()
  await expect(admin.page.getByText('Cancelled').first()).toBeVisible()
  await admin.close()
})
