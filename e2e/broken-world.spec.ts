import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { request } from '@playwright/test'
import { askTidemark } from '@/e2e/databases'
import { dataFolder, expect, sandboxToken, signIn, test } from '@/e2e/fixtures'

const endpoint = () => JSON.parse(readFileSync(join(dataFolder, 'sandbox.json'), 'utf8')).endpoint as string

/** Switches a fault of the sandbox on or off. */
async function fault(fault: object, on: boolean) {
  const client = await request.newContext()
  const answer = await client.post(`${endpoint()}/_sandbox/faults`, { data: { ...fault, on }, headers: sandboxToken() })
  expect(answer.ok(), await answer.text()).toBe(true)
  await client.dispose()
}

test('an account that answers HTML turns its facts unknown with their age; the others stay, and nothing answers 500', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await signIn(page, 'viewer')
  const devonn = page.getByRole('row').filter({ hasText: 'Devonn.AI' }).filter({ hasText: 'Production database' })
  await expect(devonn.first()).not.toContainText('Unknown')
  const html = { kind: 'html', account: '210000000004' }
  await fault(html, true)
  try {
    await expect(devonn.first()).toContainText('Unknown', { timeout: 90_000 })
    await expect(devonn.first()).toContainText(/last known|ago/)
    const other = page.getByRole('row').filter({ hasText: 'FruitfulPlanet' }).filter({ hasText: 'Production database' })
    await expect(other.first()).not.toContainText('Unknown')
    for (const path of ['/', '/systems/devonn', '/recovery-points/devonn%3Adevonn-postgres-production']) {
      expect((await page.goto(path))?.status(), path).toBe(200)
    }
    const points = await askTidemark<{ n: number }>(
      `SELECT count(*)::int AS n FROM recovery_point WHERE asset_id = 'devonn:devonn-postgres-production' AND gone_at IS NULL`,
    )
    expect(points[0]?.n, 'nothing is taken for gone').toBeGreaterThan(0)
  } finally {
    await fault(html, false)
  }
  await page.goto('/')
  await expect(devonn.first()).not.toContainText('Unknown', { timeout: 90_000 })
})

/** Processes of the product by name, from the records that `up` keeps. */
const pidOf = (part: string): number => JSON.parse(readFileSync(join(dataFolder, 'run', `${part}.json`), 'utf8')).pid

test.describe('while its own database is away', () => {
  test.use({ expectedConsoleErrors: [/503/] })

  test('Postgres restarted under load is healthy again within 5 s, no other process died and no entry is lost or doubled', async ({
    page,
  }) => {
    test.setTimeout(120_000)
    await signIn(page, 'commander', '/incidents/new')
    const title = `Restart under load ${Date.now()}`
    await page.getByLabel('What is wrong, in a few words').fill(title)
    await page.getByLabel('System', { exact: true }).selectOption('phoenix')
    await page.getByRole('radio', { name: /SEV 4/ }).check()
    await page.getByRole('radio', { name: 'Not known yet' }).check()
    await page.locator('input[name=mode][value=drill]').check()
    await page.getByRole('button', { name: 'Declare the incident' }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    const number = Number(/INC-(\d+)/.exec(page.url())?.[1])
    const [before] = await askTidemark<{ id: string; author: string }>(
      'SELECT id, declared_by_id AS author FROM incident WHERE number = $1',
      [number],
    )
    const others = ['web', 'worker', 'sandbox'].map(pidOf)

    let accepted = 0
    const send = async (i: number) => {
      const entry = {
        id: crypto.randomUUID(),
        incident: number,
        authorId: before?.author,
        kind: 'note',
        text: `under load ${i}`,
        occurredAt: Date.now(),
      }
      for (;;) {
        const answer = await page.request.post('/api/timeline', { data: { entries: [entry] } }).catch(() => null)
        if (answer?.status() === 200) break
        expect([null, 503], await answer?.text()).toContain(answer?.status() ?? null)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      accepted++
    }
    const load = Promise.all(
      Array.from({ length: 6 }, async (_, lane) => {
        for (let i = 0; i < 15; i++) await send(lane * 15 + i)
      }),
    )
    await expect.poll(() => accepted).toBeGreaterThan(5)
    const killed = Date.now()
    const old = pidOf('postgres')
    process.kill(old, 'SIGINT')
    expect((await page.request.get('/api/health/live')).status()).toBe(200)
    await expect.poll(() => pidOf('postgres'), { intervals: [50], timeout: 20_000 }).not.toBe(old)
    await expect
      .poll(async () => (await page.request.get('/api/health/ready')).status(), { intervals: [50], timeout: 20_000 })
      .toBe(200)
    const healthyAfter = Date.now() - killed
    await load
    expect(healthyAfter).toBeLessThan(5_000)
    expect(['web', 'worker', 'sandbox'].map(pidOf)).toEqual(others)
    const entries = await askTidemark<{ text: string; seq: number }>(
      `SELECT text, seq FROM timeline_entry WHERE incident_id = $1 ORDER BY seq`,
      [before?.id],
    )
    expect(entries.filter(({ text }) => text.startsWith('under load'))).toHaveLength(90)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
    await expect(page.getByText('under load 89', { exact: true })).toBeVisible({ timeout: 30_000 })
  })
})
