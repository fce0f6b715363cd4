import { account, expect, expectAccessible, signIn, test } from '@/e2e/fixtures'

test('a stranger is led to the sign-in page, and a right password leads in', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/sign-in/)
  await expectAccessible(page)
  const { email, password } = account('dba')
  await page.getByLabel('Address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  await expect(page.getByRole('banner')).toBeVisible()
})

test('every page of the console carries a policy with a nonce and is kept by nobody', async ({ page }) => {
  await signIn(page, 'viewer')
  const first = await page.request.get('/')
  const second = await page.request.get('/')
  const nonce = /'nonce-([^']+)'/
  const policy = first.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(nonce)
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(nonce.exec(policy)?.[1]).not.toBe(nonce.exec(second.headers()['content-security-policy'] ?? '')?.[1])
  expect(first.headers()['cache-control']).toContain('no-store')
  expect(first.headers()['x-content-type-options']).toBe('nosniff')
})

test.describe('a wrong password', () => {
  test.use({ expectedConsoleErrors: [/401/] })

  test('is refused in one sentence that does not say which part was wrong', async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByLabel('Address').fill(account('viewer').email)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'The address or the password is not right' })).toBeVisible()
    await expect(page).toHaveURL(/sign-in/)
  })
})
