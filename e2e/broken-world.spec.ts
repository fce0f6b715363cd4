import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { request } from '@playwright/test'
import { askTidemark } from './databases'
import { dataFolder, expect, signIn, test } from './fixtures'

const endpoint = () => JSON.parse(readFileSync(join(dataFolder, 'sandbox.json'), 'utf8')).endpoint as string

/** Switches a fault of the sandbox on or off. */
async function fault(fault: object, on: boolean) {
  const client = await request.newContext()
  const answer = await client.post(`${endpoint()}/_sandbox/faults`, { data: { ...fault, on } })
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
    await expect(page.getByRole('row').filter({ hasText: 'FruitfulPlanet' }).first()).not.toContainText('Unknown')
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
