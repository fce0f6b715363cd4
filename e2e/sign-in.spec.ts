import { askTidemark } from '@/e2e/databases'
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

test.describe('while strangers guess at an account', () => {
  test.use({ expectedConsoleErrors: [/429/] })

  test('its owner gets in by a browser that it knows, and anybody else is told how long to wait', async ({
    page,
    browser,
  }) => {
    const { email, password } = account('responder')
    await signIn(page, 'responder')
    const known = (await page.context().cookies()).find(({ name }) => name === 'tidemark-device')
    expect(known).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    await page.goto('about:blank')
    await page.context().clearCookies({ name: 'next-auth.session-token' })
    await askTidemark(
      `INSERT INTO sign_in_count (kind, email, place, level, last_at) VALUES ('account', $1, '', 33, now())
       ON CONFLICT (kind, email, place) DO UPDATE SET level = 33, last_at = now()`,
      [email],
    )
    try {
      await signIn(page, 'responder')

      const stranger = await (await browser.newContext()).newPage()
      await stranger.goto('/sign-in')
      await stranger.getByLabel('Address').fill(email)
      await stranger.getByLabel('Password').fill(password)
      const answered = stranger.waitForResponse(/callback\/credentials/)
      await stranger.getByRole('button', { name: 'Sign in' }).click()
      const answer = await answered
      expect(answer.status()).toBe(429)
      expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(60)
      const said = stranger
        .getByRole('alert')
        .filter({ hasText: /Too many attempts failed\. Wait \d+ (seconds|minutes)/ })
      await expect(said).toBeVisible()
      await stranger.context().close()
    } finally {
      await askTidemark('DELETE FROM sign_in_count WHERE email = $1', [email])
    }
  })
})
