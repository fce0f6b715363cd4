import { expect, signIn, test } from '@/e2e/fixtures'

test('the audit says whether the record is whole, where its heads are kept, and who took it away', async ({ page }) => {
  await signIn(page, 'approver')
  await page.goto('/audit')
  const record = page.getByRole('region', { name: 'Is the record whole?' })
  await expect(record).toContainText(/entries in \d+ chains: whole\. Looked at .*UTC, from the first entry .*UTC/)
  await expect(record).toContainText(/Newest heads outside the database: .*UTC, signed, .*\/heads\/\d{4}-\d{2}\.jsonl/)
  await expect(page.getByText(/Record .* entries, whole, verified .* UTC/)).toBeVisible()

  const file = await page.request.get('/api/audit/export')
  expect(file.headers()['content-type']).toBe('application/jsonl; charset=utf-8')
  const lines = (await file.text()).trimEnd().split('\n')
  const records = lines.map((line) => JSON.parse(line))
  expect(records.map(({ seq }) => seq)).toEqual(records.map((_, i) => i + 1))
  expect(records.at(-1)).toMatchObject({ action: 'audit.export', actorName: 'Approver on call' })

  await page.reload()
  await expect(page.getByRole('row', { name: /Approver on call/ }).first()).toContainText('audit.export')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
