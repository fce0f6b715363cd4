import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
  request,
} from '@playwright/test'
import { addressesOf } from '@/e2e/addresses'
import { askTidemark } from '@/e2e/databases'
import { dataFolder, expect, type RoleName, sandboxToken, signIn, test } from '@/e2e/fixtures'

/** The fields of the form that starts a restore, as the server rendered them, with the address to post them to. */
async function restoreForm(
  page: Page,
  target: string,
  at: Date,
): Promise<{ url: string; fields: Record<string, string> }> {
  const second = at.toISOString().replace(/\.\d+Z$/, 'Z')
  const query = new URLSearchParams({ asset: 'phaserai:phaserai-prod', at: second, target })
  const url = `/restores/new?${query}`
  await page.goto(url)
  const form = page.getByRole('form', { name: 'Start the restore' })
  return { url, fields: { ...(await fieldsOf(form)), typedName: target, incident: 'none' } }
}

/** What a form sends, what React puts in it for browsers without JavaScript included. */
function fieldsOf(form: Locator): Promise<Record<string, string>> {
  return form.evaluate((element: Element) =>
    Object.fromEntries([...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, String(value)])),
  )
}

/** Posts a form the way a browser without JavaScript does: multipart, to the page itself. */
async function submit(client: APIRequestContext, url: string, fields: Record<string, string>) {
  return client.post(url, { multipart: fields, headers: { origin: originOf() }, maxRedirects: 0 })
}

/** The same, sent again as it is where the database was asked for more than it could do at once, as a person would. */
async function submitUntilHeard(client: APIRequestContext, url: string, fields: Record<string, string>) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await submit(client, url, fields)
    const wasBusy = answer.status() === 200 && (await answer.text()).includes('Nothing was changed; try again.')
    if (!wasBusy || attempt === 5) return answer
  }
}

const originOf = () => new URL(process.env.TIDEMARK_URL ?? 'http://127.0.0.1:3000').origin

async function signedIn(browser: Browser, role: RoleName): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, role)
  return { context, page }
}

/** Create calls that the sandbox saw for a target name. */
async function createCalls(target: string): Promise<number> {
  const { endpoint } = JSON.parse(readFileSync(join(dataFolder, 'sandbox.json'), 'utf8')) as { endpoint: string }
  const client = await request.newContext()
  const answer = await client.get(`${endpoint}/_sandbox/calls?action=RestoreDBInstanceToPointInTime`, {
    headers: sandboxToken(),
  })
  const text = JSON.stringify(await answer.json())
  await client.dispose()
  return text.split(`"${target}"`).length - 1
}

test('fifty submissions, half with one key and half with keys of their own by two people, make one restore and one create call', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const target = `phaserai-prod-fifty-${Date.now().toString(36)}`
  const at = new Date(Math.floor((Date.now() - 15 * 60_000) / 1000) * 1000)
  const dba = await signedIn(browser, 'dba')
  const admin = await signedIn(browser, 'admin')
  const form = await restoreForm(dba.page, target, at)
  const other = await restoreForm(admin.page, target, at)
  const posts = Array.from({ length: 50 }, (_, i) => {
    if (i % 2 === 0) return submitUntilHeard(dba.page.request, form.url, form.fields)
    const mine = i % 4 === 1 ? { ...form, client: dba.page.request } : { ...other, client: admin.page.request }
    return submitUntilHeard(mine.client, mine.url, { ...mine.fields, idempotencyKey: crypto.randomUUID() })
  })
  const answers = await Promise.all(posts)
  const places = answers.map((answer) => answer.headers().location ?? `${answer.status()}`)
  expect(new Set(places.map((place) => place.replace(/\?.*/, ''))).size, places.join(' ')).toBe(1)
  expect(places[0]).toMatch(/\/restores\/RST-\d+/)
  const rows = await askTidemark('SELECT id FROM restore WHERE target_name = $1', [target])
  expect(rows).toHaveLength(1)
  await dba.page.goto(places[0] ?? '/')
  await expect(dba.page.getByText('Available, not verified').first()).toBeVisible({ timeout: 60_000 })
  expect(await createCalls(target)).toBe(1)
  await dba.context.close()
  await admin.context.close()
})

test('a viewer’s hand-made request cannot start a restore', async ({ browser }) => {
  const target = `phaserai-prod-no-${Date.now().toString(36)}`
  const at = new Date(Math.floor((Date.now() - 12 * 60_000) / 1000) * 1000)
  const dba = await signedIn(browser, 'dba')
  const { url, fields } = await restoreForm(dba.page, target, at)
  const viewer = await signedIn(browser, 'viewer')
  await viewer.page.goto(url)
  await expect(viewer.page.getByRole('form', { name: 'Start the restore' })).toHaveCount(0)
  const answer = await submit(viewer.page.request, url, fields)
  expect(answer.headers().location ?? '').not.toMatch(/RST-/)
  expect(await answer.text()).toContain('Your role is viewer')
  expect(await askTidemark('SELECT id FROM restore WHERE target_name = $1', [target])).toHaveLength(0)
  expect(await createCalls(target)).toBe(0)
  await dba.context.close()
  await viewer.context.close()
})

/** An asset of SoloSuccess that no plan names, as a sync would have found it; to AWS it is the production database. */
async function foundInstance(): Promise<{ assetId: string; location: string }> {
  const key = `found-${Date.now().toString(36)}`
  const assetId = `solosuccess:${key}`
  await askTidemark(
    `INSERT INTO asset (id, system, key, kind, name, identifier, region, account_id, planned, assumed, status, facts,
       first_seen_at, confirmed_at)
     SELECT $1, system, $2, kind, $2, identifier, region, account_id, false, false, 'available', facts, now(), now()
       FROM asset WHERE id = 'solosuccess:production-solosuccess-db'`,
    [assetId, key],
  )
  const [window] = await askTidemark<{ location: string }>(
    `INSERT INTO restore_window (asset_id, mechanism, location, region, earliest, latest, status, observed_at)
     SELECT $1, mechanism, location, region, earliest, latest, status, now() FROM restore_window
      WHERE asset_id = 'solosuccess:production-solosuccess-db' AND mechanism = 'rds-automated' AND gone_at IS NULL
     RETURNING location`,
    [assetId],
  )
  return { assetId, location: window?.location ?? '' }
}

test('a hand-made request restores nothing that was only found in an account before the person whom its plans want has agreed', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const { assetId, location } = await foundInstance()
  const approver = await signedIn(browser, 'approver')
  const minutesAgo = (minutes: number) => new Date(Math.floor((Date.now() - minutes * 60_000) / 1000) * 1000)
  const restoreOf = (target: string) =>
    askTidemark('SELECT state, approval_rule FROM restore WHERE target_name = $1 AND asset_id = $2', [target, assetId])
  const waits = [{ state: 'PENDING_APPROVAL', approval_rule: 'engineering lead' }]
  for (const [role, refusal, at] of [
    ['admin', 'The requester cannot approve', minutesAgo(20)],
    ['dba', 'Your role is dba', minutesAgo(18)],
  ] as const) {
    const target = `found-by-${role}-${Date.now().toString(36)}`
    const requester = await signedIn(browser, role)
    // The form of an instance that needs nobody’s approval, sent for one that no plan names.
    const { url, fields } = await restoreForm(requester.page, target, at)
    const answer = await submit(requester.page.request, url, { ...fields, assetId, location })
    const place = answer.headers().location ?? ''
    expect(place).toMatch(/RST-/)
    expect(await restoreOf(target)).toEqual(waits)

    await approver.page.goto(place)
    await expect(approver.page.getByText('Needs engineering lead')).toBeVisible()
    const agree = await fieldsOf(approver.page.locator('form', { hasText: 'Approve these values' }))
    const refused = await submit(requester.page.request, place, agree)
    expect(await refused.text()).toContain(refusal)
    expect(await restoreOf(target)).toEqual(waits)
    expect(await createCalls(target)).toBe(0)

    await submit(approver.page.request, place, agree)
    await requester.page.goto(place)
    await expect(requester.page.getByText('Available, not verified').first()).toBeVisible({ timeout: 60_000 })
    expect(await createCalls(target)).toBe(1)
    await requester.context.close()
  }
  await askTidemark('UPDATE asset SET gone_at = now() WHERE id = $1', [assetId])
  await approver.context.close()
})

/** Whoever is nobody yet has to reach these; the timeline is only written to. */
const OPEN = /^\/(sign-in|welcome|api\/(auth|health|timeline))(\/|$)/
const ROUTES = addressesOf('route.ts').filter((address) => !OPEN.test(address))
const PAGES = addressesOf('page.tsx').filter((address) => !OPEN.test(address))

test('a stranger reads nothing: every route answers 401 and every page leads to the sign-in', async ({
  playwright,
}) => {
  expect(Math.min(ROUTES.length, PAGES.length)).toBeGreaterThan(10)
  const stranger = await playwright.request.newContext({ baseURL: originOf() })
  for (const route of ROUTES) expect((await stranger.get(route)).status(), route).toBe(401)
  const disguises: Record<string, string>[] = [
    {},
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { rsc: '1' },
  ]
  for (const path of [...PAGES, '/search?q=phaserai']) {
    for (const headers of disguises) {
      const body = await (await stranger.get(path, { headers })).text()
      expect(body, path).not.toMatch(/PhaserAI|tidemark\.local/)
    }
  }
  const post = await stranger.post('/api/timeline', { data: { entries: [] } })
  expect(post.status()).toBe(401)
  await stranger.dispose()
})

test('what a role may not read is refused, with a sentence and without the thing', async ({ page }) => {
  await signIn(page, 'viewer')
  expect((await page.request.get('/api/audit/export')).status()).toBe(403)
  for (const path of ['/admin', '/audit']) {
    await page.goto(path)
    await expect(page.getByText('Your role is viewer')).toBeVisible()
    await expect(page.getByRole('table')).toHaveCount(0)
  }
})

test('a disabled account is nobody at its next request', async ({ browser }) => {
  const admin = await signedIn(browser, 'admin')
  const email = `e2e-${Date.now()}@example.org`
  await admin.page.goto('/admin')
  await admin.page.getByLabel('Address', { exact: true }).fill(email)
  await admin.page.getByLabel('Name in the record').fill('Second DBA')
  await admin.page.getByLabel('Role', { exact: true }).selectOption('dba')
  await admin.page.getByRole('button', { name: 'Add account' }).click()
  const shown = admin.page.getByRole('status').filter({ hasText: email }).locator('.mono').first()
  const link = (await shown.textContent()) ?? ''
  const password = 'three or four words'
  const person = await browser.newContext()
  const page = await person.newPage()
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByLabel('New password, again').fill(password)
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  await admin.page.getByRole('button', { name: `Disable ${email}` }).click()
  await expect(admin.page.getByRole('button', { name: `Enable ${email}` })).toBeVisible()
  expect((await page.request.get('/api/board')).status()).toBe(401)
  await page.goto('/systems')
  await expect(page).toHaveURL(/sign-in/)
  await person.close()
  await admin.context.close()
})
