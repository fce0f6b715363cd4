import { expect, signIn, test } from '@/e2e/fixtures'

test('what a recovery point loses stands on the line of its row, beside the word whether that is allowed', async ({
  page,
}) => {
  await signIn(page, 'dba', `/recovery-points/${encodeURIComponent('phaserai:phaserai-prod')}`)
  const point = page.locator('tr[data-row]', { hasText: /(inside|over) RPO/ }).first()
  await expect(point).toBeVisible()
  const topOf = async (part: string) => (await point.locator(part).first().boundingBox())?.y ?? Number.NaN
  expect(Math.abs((await topOf('td:last-child > span')) - (await topOf('th a')))).toBeLessThan(1)
})
