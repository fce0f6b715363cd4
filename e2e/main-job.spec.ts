import type { Page } from '@playwright/test'
import { askInstance, askTidemark } from '@/e2e/databases'
import { anotherPerson, expect, expectAccessible, signIn, test } from '@/e2e/fixtures'
import { formatDuration } from '@/lib/time/durations'

const TABLE = 'app_8b514_users'

/** A row of the board by what it says. */
const boardRow = (page: Page, ...texts: string[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('table').getByRole('row'))

/** The sentence under a tall row. */
const sentence = (page: Page, ...texts: string[]) =>
  boardRow(page, ...texts)
    .first()
    .locator('xpath=following-sibling::tr[1]')

/** Fills a datetime-local to the second, in UTC. */
const localTime = (ms: number) => new Date(ms).toISOString().slice(0, 19)

async function declare(page: Page, title: string): Promise<string> {
  await page.goto('/incidents/new')
  await page.getByLabel('What is wrong, in a few words').fill(title)
  await page.getByLabel('System', { exact: true }).selectOption('phaserai')
  await page.getByLabel('Environment').selectOption('production')
  await page.getByRole('radio', { name: /SEV 1/ }).check()
  await page.getByRole('radio', { name: 'At a known time' }).check()
  await page.getByRole('button', { name: 'Now' }).click()
  await page.getByRole('radio', { name: 'Live', exact: true }).check()
  await page.getByRole('button', { name: 'Declare the incident' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

test('a DBA sees what is wrong, restores phaserai-prod to a time ten minutes ago, the commander sees each step, and the review’s figures agree with the clock', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  await signIn(page, 'dba')
  await expect(sentence(page, 'Phoenix Platform', 'Prometheus metrics')).toContainText(/cannot meet/i)
  await expect(sentence(page, 'FruitfulPlanet', 'Production database')).toContainText(
    'Within by point-in-time recovery alone, which its plan never states; its stated backups cannot meet',
  )
  await expect(sentence(page, 'SoloSuccess AI', 'Database', 'Missed')).toContainText('never arrived')
  await expectAccessible(page)

  const commander = await anotherPerson(browser, 'commander')
  const title = `Corrupted rows ${Date.now()}`
  const incident = await declare(commander.page, title)
  await commander.page.evaluate(() => Object.assign(window, { neverReloaded: true }))

  await page.goto(`/recovery-points/${encodeURIComponent('phaserai:phaserai-prod')}`)
  await expectAccessible(page)
  const point = Math.floor((Date.now() - 10 * 60_000) / 1000) * 1000
  await page.getByLabel('Time, to the second, in UTC').fill(localTime(point))
  await page.getByRole('button', { name: 'Restore to this time…' }).click()
  const target = `phaserai-prod-${Date.now().toString(36)}`
  await page.getByLabel(/Identifier of the new instance/).fill(target)
  await page.getByRole('button', { name: 'Check name' }).click()
  await expect(page.getByLabel('Belongs to')).toHaveValue(incident)
  await expectAccessible(page)
  const byHand = page.getByRole('region', { name: 'The same by hand' })
  await expect(byHand).toContainText(`--target-db-instance-identifier ${target}`)
  await expect(byHand).not.toContainText('tidemark:')
  await page.locator('#typedName').pressSequentially(target)
  await page.getByRole('button', { name: 'Start restore' }).click()
  await expect(page).toHaveURL(/\/restores\/RST-\d+/)
  const restore = /RST-\d+/.exec(page.url())?.[0] ?? ''
  await expect(page.getByText('Available, not verified').first()).toBeVisible({ timeout: 120_000 })
  await expect(page.getByTestId('endpoint')).toBeVisible()
  await expect(byHand).toContainText(`Key=tidemark:restore,Value=${restore}`)
  await expect(byHand).toContainText('Do not type it again')
  await expect(byHand.getByRole('button', { name: 'Copy the command' })).toBeVisible()
  await expectAccessible(page)

  const steps = await askTidemark<{ text: string }>(
    `SELECT e.text FROM timeline_entry e JOIN incident i ON i.id = e.incident_id
     WHERE 'INC-' || lpad(i.number::text, 4, '0') = $1 AND e.kind = 'restore' ORDER BY e.seq`,
    [incident],
  )
  expect(steps.length).toBeGreaterThanOrEqual(3)
  const fold = commander.page.getByRole('button', { name: /system entries/i })
  if (await fold.count()) await fold.first().click()
  for (const { text } of steps) await expect(commander.page.getByText(text).first()).toBeVisible()
  expect(await commander.page.evaluate(() => 'neverReloaded' in window), 'the page was not loaded again').toBe(true)

  const [source] = await askInstance<{ n: number; newest: Date }>(
    'phaserai-prod',
    `SELECT count(*)::int AS n, max(created_at) AS newest FROM ${TABLE} WHERE created_at <= $1`,
    [new Date(point)],
  )
  const [restored] = await askInstance<{ n: number; newest: Date }>(
    target,
    `SELECT count(*)::int AS n, max(created_at) AS newest FROM ${TABLE}`,
  )
  expect(source?.n).toBeGreaterThan(0)
  expect(restored).toEqual(source)

  await commander.page.getByRole('button', { name: 'Resolved', exact: true }).click()
  const dialog = commander.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Now' }).click()
  await dialog.getByLabel(/Data recovered to/).fill(localTime(point))
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
  await commander.page.getByRole('link', { name: 'Review', exact: true }).click()
  await expect(commander.page).toHaveURL(new RegExp(`/reviews/${incident}$`))

  const [times] = await askTidemark<{ impact: Date; resumed: Date; recovered: Date }>(
    `SELECT impact_started_at AS impact, resumed_at AS resumed, recovered_to_at AS recovered FROM incident
     WHERE 'INC-' || lpad(number::text, 4, '0') = $1`,
    [incident],
  )
  if (!times) throw new Error(`${incident} is not in the database`)
  expect(times.recovered.getTime()).toBe(point)
  const file = await (await commander.page.request.get(`/api/reviews/${incident}/export`)).text()
  expect(plain(file)).toContain(plain(formatDuration(times.resumed.getTime() - times.impact.getTime())))
  expect(plain(file)).toContain(plain(formatDuration(times.impact.getTime() - point)))
  expect(file).toContain(restore)
  await expectAccessible(commander.page)
  await commander.close()
})

/** No-break spaces as plain ones, so that print and file compare. */
const plain = (text: string) => text.replace(/\u00a0|\u202f/g, ' ')

test('every objective of the five plans is on the board and on its system’s page', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'viewer')
  const plans = await askTidemark<{ document: { system: { key: string; name: string }; objectives: Named[] } }>(
    'SELECT r.document FROM plan_in_force f JOIN plan_revision r ON r.id = f.revision_id',
  )
  expect(plans).toHaveLength(5)
  for (const { document } of plans) {
    for (const objective of document.objectives) {
      await expect(boardRow(page, document.system.name, objective.name).first(), objective.name).toBeVisible()
    }
  }
  for (const { document } of plans) {
    await page.goto(`/systems/${document.system.key}`)
    const objectives = page.getByRole('table', { name: /objective/i })
    for (const objective of document.objectives) {
      await expect(objectives.getByText(objective.name, { exact: false }).first(), objective.name).toBeVisible()
    }
    await expectAccessible(page)
  }
})

type Named = {
  name: string
}
