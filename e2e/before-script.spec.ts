import type { Page } from '@playwright/test'
import { controlsOf, holdScripts, look } from '@/e2e/before-script'
import { askTidemark, openIncident } from '@/e2e/databases'
import { account, expect, expectAccessible, ready, signIn, test } from '@/e2e/fixtures'

const SYSTEM = '/systems/phaserai'
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
const newRestore = (asset: string, target: string) =>
  `/restores/new?${new URLSearchParams({ asset, at: minutesAgo(15), target })}`

/** Every address of the console, with one of each kind of thing. */
const pages = (incident: string, restore: string) => [
  ...['/', '/?state=missed', '/systems', SYSTEM, `${SYSTEM}/plan`, `${SYSTEM}/plan/revisions`, `${SYSTEM}/findings`],
  ...[`${SYSTEM}/gaps`, `${SYSTEM}/contacts`, `${SYSTEM}/runbooks/immediate-response`, `${SYSTEM}/messages/activation`],
  ...['/recovery-points', `/recovery-points/${encodeURIComponent('phaserai:phaserai-prod')}`],
  ...['/restores', newRestore('phaserai:phaserai-prod', 'phaserai-prod-early'), `/restores/${restore}`],
  ...['/incidents', '/incidents/new', `/incidents/${incident}`, '/reviews', `/reviews/${incident}`],
  ...['/calendar', '/audit', '/admin', '/account', '/search', '/search?q=phaserai'],
]

/** Asks for a restore that waits for a second person, with nothing but what the server sent. */
async function askForRestore(page: Page): Promise<string> {
  const target = `early-${Date.now().toString(36)}`
  await page.goto(newRestore('solosuccess:production-solosuccess-db', target), { waitUntil: 'domcontentloaded' })
  await page.locator('#typedName').fill(target)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/restores\/RST-\d+/)
  return /RST-\d+/.exec(page.url())?.[0] ?? ''
}

/** What is wrong with the controls of a page before its script, with it, and between the two. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  const { release } = await holdScripts(page)
  await page.goto(path, { waitUntil: 'domcontentloaded' })
  const controls = await controlsOf(page)
  const before = await look(controls)
  await release()
  await ready(page)
  const after = await look(controls)
  const woken = before.flatMap((was, i) => (!was.isReady && after[i]?.isReady ? [{ ...was, now: after[i] }] : []))
  return [
    ...(woken.length > 0 ? [] : ['nothing was made ready by the script']),
    ...before.filter(({ isHonest }) => !isHonest).map(({ name }) => `${name}: does nothing`),
    ...woken.filter(({ look, now }) => look === now.look).map(({ name }) => `${name}: looked ready too early`),
    ...before.flatMap(({ name, at }, i) => (after[i]?.at === at ? [] : [`${name}: was ${at}, is ${after[i]?.at}`])),
  ].map((fault) => `${path} ${fault}`)
}

test('before its script runs, every control of every page works or looks unready, and nothing moves when it comes', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000)
  const incident = await openIncident('phaserai', 'Early morning')
  await askTidemark(
    `INSERT INTO review (id, incident_id, number) SELECT gen_random_uuid(), id, number FROM incident
      WHERE 'INC-' || lpad(number::text, 4, '0') = $1`,
    [incident.name],
  )
  const early = await browser.newPage()
  await signIn(early, 'dba')
  await holdScripts(early)
  const restore = await askForRestore(early)
  await signIn(page, 'admin', '/search')
  const faults: string[] = []
  for (const path of pages(incident.name, restore)) faults.push(...(await faultsOf(page, path)))
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/', `/incidents/${incident.name}`]) faults.push(...(await faultsOf(page, path)))
  expect(faults).toEqual([])
  await early.getByRole('button', { name: 'Cancel this restore' }).click()
  await expect(early.getByText('Cancelled').first()).toBeVisible()
  await incident.resolve()
  await early.close()
})

test('a press on Find before the script leads to a page that finds what the palette finds, which then opens at once', async ({
  page,
}) => {
  await signIn(page, 'viewer', '/calendar')
  const { release } = await holdScripts(page)
  await page.goto('/systems', { waitUntil: 'domcontentloaded' })
  await page.keyboard.press('Control+k')
  await page.getByRole('link', { name: 'Find…' }).click()
  await expect(page).toHaveURL(/\/search$/)
  const search = page.getByRole('search')
  const field = search.getByRole('searchbox', { name: 'Find' })
  await expect(field).toBeFocused()
  await expect(search.getByRole('link', { name: 'Calendar' })).toHaveAttribute('href', '/calendar')
  await field.fill('phaserai minor corruption')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=phaserai/)
  const first = search.getByRole('listitem').first()
  await expect(first).toContainText('Scenario A, minor corruption')
  const hrefs = (links: Element[]) => links.map((link) => link.getAttribute('href'))
  const found = await search.getByRole('link').evaluateAll(hrefs)
  await release()
  await ready(page)
  await page.getByRole('link', { name: 'Find…' }).click()
  const palette = page.getByRole('dialog', { name: 'Find' })
  await palette.getByRole('combobox').fill('phaserai minor corruption')
  await expect(palette.getByRole('status')).toHaveText(/results?$/)
  expect(await palette.getByRole('option').evaluateAll(hrefs)).toEqual(found)
  await page.keyboard.press('Escape')
  await first.getByRole('link').click()
  await expect(page).toHaveURL(/\/systems\/phaserai\/runbooks\//)
})

test('the search page has no accessibility fault, dark on a desk and light on a phone, and says when nothing fits', async ({
  page,
}) => {
  test.slow()
  await signIn(page, 'admin', '/search?q=nowhere+to+be+found')
  await expect(page.getByText('Nothing matches all of “nowhere to be found”')).toBeVisible()
  for (const [theme, width, height] of [
    ['dark', 1440, 900],
    ['light', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const query of ['', 'q=phaserai&']) {
      await page.goto(`/search?${query}theme=${theme}`)
      await ready(page)
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  }
})

test('one can sign out with the script and before it runs; another site can sign nobody out', async ({ page }) => {
  await signIn(page, 'viewer')
  const headers = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  expect((await page.request.post('/api/auth/sign-out', { headers })).status()).toBe(403)
  expect((await page.request.get('/api/shell')).status()).toBe(200)
  const signOut = async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in$/)
    expect((await page.request.get('/api/shell')).status()).toBe(401)
  }
  await ready(page)
  await signOut()
  await signIn(page, 'viewer')
  await holdScripts(page)
  await page.goto('/', { waitUntil: 'domcontentloaded' })
  await signOut()
})

test('what is typed before the script runs is not lost', async ({ page }) => {
  const door = await holdScripts(page)
  await page.goto('/sign-in', { waitUntil: 'domcontentloaded' })
  const { email, password } = account('viewer')
  await page.getByLabel('Address').fill(email)
  await page.getByLabel('Password').fill(password)
  const enter = page.getByRole('button', { name: 'Sign in' })
  await expect(enter).toBeDisabled()
  await page.keyboard.press('Enter')
  await door.release()
  await enter.click()
  await expect(page.getByRole('banner')).toBeVisible()

  const board = await holdScripts(page)
  await page.goto('/', { waitUntil: 'domcontentloaded' })
  const filter = page.getByRole('searchbox', { name: /Filter/ })
  await filter.fill('devonn')
  await board.release()
  await expect(page).toHaveURL(/\/\?q=devonn$/)
  await expect(filter).toHaveValue('devonn')
  await expect(page.getByRole('table').getByText('Phoenix Platform')).toHaveCount(0)

  await holdScripts(page)
  await page.goto('/', { waitUntil: 'domcontentloaded' })
  await filter.fill('devonn')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/\?q=devonn$/)
  await expect(page.getByRole('table').getByText('Phoenix Platform')).toHaveCount(0)
})
