import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { anotherPerson, expect, expectAccessible, ready, signIn, test } from '@/e2e/fixtures'

const folder = process.env.TIDEMARK_PLANS

/** Saves a plan as editors do: a new file takes the place of the old one. */
function save(system: string, text: string): void {
  if (!folder) throw new Error('TIDEMARK_PLANS must name a copy of the plans; a test does not edit the real ones.')
  const file = join(folder, `${system}.yaml`)
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

test('a plan reads as a document, with what is true now beside its statements, and prints', async ({ page }) => {
  await signIn(page, 'viewer', '/systems/fruitfulplanet')
  await page.getByRole('link', { name: 'Read the plan' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Disaster recovery plan, FruitfulPlanet')

  const objectives = page.getByRole('region', { name: 'Objectives' })
  await expect(objectives).toContainText(/RPO 1\sh: now/)
  const contradictions = page.getByRole('region', { name: 'Where the document contradicts itself' })
  await expect(contradictions).toContainText('pod postgres-0')
  await expect(contradictions).toContainText('RDS instance fruitfulplanet-prod')
  await expect(page.getByRole('region', { name: 'Contacts' })).toContainText('To fill in: Phone number [phone]')
  await expect(page.getByRole('region', { name: 'Backups' })).toContainText('Newest')
  await expectAccessible(page)

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('link', { name: 'Board' })).toBeHidden()
  await expect(page.getByText('Printed').first()).toBeVisible()
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
})

test('a runbook is filled in from the asset, and what is open by hand before its command can be copied', async ({
  page,
}) => {
  await signIn(page, 'dba', '/systems/phaserai/plan#runbooks')
  await page
    .getByRole('region', { name: 'Runbooks' })
    .getByRole('link', { name: 'Scenario A, minor corruption' })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Scenario A, minor corruption')
  const restore = page.locator('#step-restore')
  await expect(restore).toContainText('--db-snapshot-identifier rds:phaserai-prod-')
  await expect(
    restore.getByRole('button', { name: 'Copy the command of Restore the newest automated backup' }),
  ).toBeVisible()

  const stop = page.locator('#step-stop-traffic')
  await expect(stop).toContainText('To be filled in before it can be copied: target group arn')
  const field = page.getByLabel('target group arn')
  await field.fill('phaserai; rm -rf /')
  await page.getByRole('button', { name: 'Fill in' }).click()
  await expect(page.getByText('expected an ARN, arn:aws:…')).toBeVisible()
  await expect(field).toHaveValue('phaserai; rm -rf /')

  const arn = 'arn:aws:elasticloadbalancing:us-east-1:210000000001:targetgroup/phaserai/73e2d6bc24d8a067'
  await field.fill(arn)
  await field.press('Enter')
  await expect(stop).toContainText(`--target-group-arn ${arn}`)
  await expect(stop.getByRole('button', { name: 'Copy the command of Stop application traffic' })).toBeVisible()
  await expectAccessible(page)
})

test('who is called stands in order, with every way to reach them or the word that there is none', async ({ page }) => {
  await signIn(page, 'viewer', '/systems/solosuccess/contacts')
  const order = page.getByRole('region', { name: 'Who is called, in order' })
  await expect(order.getByRole('heading', { level: 3 })).toHaveText([
    '1. On-Call Engineer',
    '2. Engineering Lead',
    '3. CTO',
    '4. CEO',
  ])
  await expect(order).toContainText('The plan has no way to reach them.')
  await expect(page.getByRole('link', { name: 'devops@solosuccess.ai' })).toHaveAttribute(
    'href',
    'mailto:devops@solosuccess.ai',
  )
  await expectAccessible(page)
})

test('an invalid edit while the product runs changes nothing and is seen by everyone; a sound one shows its diff', async ({
  page,
  browser,
}) => {
  const sound = readFileSync(join(folder ?? 'plans', 'devonn.yaml'), 'utf8')
  const [objective = ''] = /rpo: \{ target: 5 min \}/.exec(sound) ?? []
  expect(objective, 'the objective that this test edits').not.toBe('')
  await signIn(page, 'commander', '/systems/devonn')
  const other = await anotherPerson(browser, 'viewer', '/')
  try {
    save('devonn', sound.replace(objective, 'rpo: { target: 5 minuets }'))
    const refused = page.getByRole('region', { name: 'Faults of the newer text of Devonn.AI' })
    await expect(refused).toContainText('The last good revision stays in force.')
    await expect(refused).toContainText('found "5 minuets"')
    await expect(refused).toContainText(/devonn\.yaml:\d+:\d+/)
    await expect(other.page.getByText(/devonn\.yaml has a fault/)).toContainText('5 minuets')
    await expect(other.page.getByRole('row', { name: /Devonn\.AI Database/ })).toContainText(/of 5\sm/)

    save('devonn', sound.replace(objective, 'rpo: { target: 10 min }'))
    await expect(refused).toBeHidden()
    await expect(other.page.getByRole('row', { name: /Devonn\.AI Database/ })).toContainText(/of 10\sm/)
    await page.getByRole('link', { name: 'What changed' }).click()
    const changes = page.getByRole('region', { name: 'What changed' })
    await expect(changes.getByRole('listitem')).toHaveCount(1)
    await expect(changes).toContainText('before 5 min')
    await expect(changes).toContainText('after 10 min')
    await expectAccessible(page)
  } finally {
    save('devonn', sound)
    await other.close()
  }
})

test('the calendar shows what is due and is saved as a file that calendars read', async ({ page }) => {
  await signIn(page, 'viewer', '/')
  await ready(page)
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/\/calendar/)
  await page.getByRole('link', { name: 'FruitfulPlanet' }).click()
  await expect(page.getByRole('table', { name: 'Schedules, the next run first' })).toContainText('Database dump')
  await page.goto('/calendar?month=2027-03&system=fruitfulplanet')
  await expect(page.getByRole('region', { name: 'By day' })).toContainText('Q1: database failure and restore')
  await expect(page.getByRole('region', { name: 'By day' })).toContainText('no day agreed')
  await expectAccessible(page)

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save as .ics' }).click()
  const file = readFileSync(await (await downloading).path(), 'utf8')
  expect(file).toContain('BEGIN:VCALENDAR')
  expect(file).toContain('SUMMARY:FruitfulPlanet: Database dump')
})
