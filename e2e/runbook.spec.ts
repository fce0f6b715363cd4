import { askTidemark, openIncident } from '@/e2e/databases'
import { anotherPerson, expect, expectAccessible, ready, signIn, test } from '@/e2e/fixtures'

test('a runbook is carried out step by step in its incident, and a failed step says what to undo', async ({
  page,
  browser,
}) => {
  const incident = await openIncident('phoenix', `Experiments fail ${Date.now()}`)
  try {
    await signIn(page, 'dba', `/incidents/${incident.name}`)
    const watching = await anotherPerson(browser, 'viewer', `/incidents/${incident.name}`)
    await page.getByRole('link', { name: 'Partial recovery of a service' }).click()
    await expect(page.getByRole('region', { name: 'Worked in' })).toContainText(`${incident.name} `)
    await expect(page.getByRole('region', { name: 'Worked in' })).toContainText('0 of 3 done')
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Done: Note what is recovered' }).click()
    await expect(page.locator('#step-start')).toContainText(/Done\s*\d\d:\d\d:\d\d\sUTC by DBA on call/)
    await expect(page.locator('[aria-current=step]')).toContainText('Execute the next step')
    await page.getByRole('button', { name: 'Skip: Execute the next step' }).click()
    await expect(page.getByText('Say why it is skipped; the review will ask.')).toBeVisible()
    await page.locator('#note-execute-step').fill('pods do not start')
    await page.getByRole('button', { name: 'Failed: Execute the next step' }).click()
    const failure = page.getByRole('region', { name: 'Worked in' })
    await expect(failure).toContainText('Execute the next step failed')
    await expect(failure).toContainText('Undo what has been done, the last step first')
    await expect(failure.getByRole('listitem')).toHaveText(['Undo Note what is recovered: the plan does not say how'])
    await page.getByRole('button', { name: /^Record before its turn.*Verify the step$/ }).click()
    await expect(page.getByRole('button', { name: 'Checked: Verify the step' })).toBeVisible()
    await expectAccessible(page)

    await page.goto(`/incidents/${incident.name}`)
    await page.getByText('Checklists', { exact: true }).click()
    const list = page.getByRole('region', { name: 'Verification by hand' })
    await list.getByRole('checkbox').first().check()
    await expect(list).toContainText(/1 of \d/)
    await expect(watching.page.getByRole('list').getByText(/^Checked: .*Verification by hand/)).toBeVisible()
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

    const worked = watching.page.getByRole('region', { name: 'Partial recovery of a service' })
    await expect(worked).toContainText('1 of 3')
    await expect(worked.getByRole('listitem').nth(1)).toContainText('Execute the next step')
    await expect(worked.getByRole('img', { name: 'Failed' })).toBeVisible()
    await expect(
      watching.page.getByRole('list').getByText(/^Failed: Execute the next step .* pods do not start$/),
    ).toBeVisible()
    await expectAccessible(watching.page)
    await watching.page.getByRole('link', { name: 'Partial recovery of a service' }).click()
    await expect(watching.page.getByRole('region', { name: 'Worked in' })).toContainText('1 of 3 done')
    await expect(watching.page.getByRole('button', { name: /^(Done|Failed|Skip)/ })).toHaveCount(0)
    await watching.close()
  } finally {
    await incident.resolve()
  }
})

test.describe('without the server', () => {
  test.use({ expectedConsoleErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

  test('what was typed on a runbook stays, nothing is claimed, and it goes on when the network is back', async ({
    page,
    context,
  }) => {
    const incident = await openIncident('phoenix', `Corrupted rows ${Date.now()}`)
    try {
      await signIn(page, 'dba', '/systems/phoenix/runbooks/dr-002')
      await expect(page.getByRole('region', { name: 'Worked in' })).toContainText(incident.name)
      await context.setOffline(true)
      await page.getByLabel('dump file: The dump').fill('/backups/phoenix_20261121_020000.dump')
      await page.getByRole('button', { name: 'Fill in' }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'What you wrote stays here' })).toBeVisible()
      await page.locator('#note-stop-writes').fill('14 sessions ended')
      await page.getByRole('button', { name: 'Done: Stop writes' }).click()
      await expect(
        page.getByText('The server cannot be reached, so nothing was changed.', { exact: false }),
      ).toBeVisible()
      await expect(page.locator('#note-stop-writes')).toHaveValue('14 sessions ended')

      await context.setOffline(false)
      await page.getByRole('button', { name: 'Done: Stop writes' }).click()
      await expect(page.locator('#step-stop-writes')).toContainText(/Done\s*\d\d:\d\d:\d\d\sUTC by DBA on call/)
      await expect(page.getByLabel('dump file: The dump')).toHaveValue('/backups/phoenix_20261121_020000.dump')
      await page.getByRole('button', { name: 'Fill in' }).click()
      await expect(page.locator('#step-restore-dump')).toContainText('/backups/phoenix_20261121_020000.dump')
    } finally {
      await incident.resolve()
    }
  })
})

test('the next update is due by the plan, is loud when it is late, and a message that was filled in is recorded', async ({
  page,
}) => {
  const incident = await openIncident('fruitfulplanet', `Users see errors ${Date.now()}`)
  try {
    await signIn(page, 'responder', `/incidents/${incident.name}`)
    const clocks = page.getByRole('region', { name: 'Clocks' })
    await expect(clocks).toContainText(/due in\s*1[34]\s*m/)
    await expect(clocks).toContainText('The first post on the status page.')
    await askTidemark(`UPDATE incident SET declared_at = now() - interval '20 minutes' WHERE number = $1`, [
      Number(incident.name.slice(4)),
    ])
    await page.reload()
    await expect(clocks).toContainText('Overdue')
    await ready(page)
    await page.keyboard.press('u')
    await expect(page.getByRole('textbox', { name: 'New entry' })).toHaveValue('/message ')
    await page.keyboard.type('Status page: we are looking into it')
    await page.keyboard.press('Enter')
    await expect(clocks).toContainText('every 30 m, last')
    await expect(clocks).not.toContainText('Overdue')
    await expectAccessible(page)

    await page.getByRole('region', { name: 'Messages' }).getByRole('link', { name: 'Service status update' }).click()
    const message = page.getByRole('region', { name: 'Message', exact: true })
    await expect(message).toContainText('How it stands: investigating')
    await expect(message.getByRole('button')).toHaveCount(0)
    await page.getByLabel('issue: What users notice').fill('the shop does not open; "retry" does not help')
    await page.getByLabel('status: How it stands').fill('the cause is known')
    await page.getByLabel('expected at: When it should be over').fill('soon')
    await page.keyboard.press('Enter')
    await expect(page.getByText('expected a time in UTC such as 2026-11-21T10:30:00Z.')).toBeVisible()
    await expect(message).toContainText('How it stands: the cause is known')
    await page.getByLabel('expected at: When it should be over').fill('2026-11-21T10:30:00Z')
    await page.getByRole('button', { name: 'Fill in' }).click()
    await expect(message.getByRole('button', { name: 'Copy the message' })).toBeVisible()
    // Only what was written goes into the address: a fact that changes meanwhile is not held back by it.
    expect([...new URL(page.url()).searchParams.keys()].sort()).toEqual(['expected_at', 'issue', 'status', 'worked-in'])
    await expectAccessible(page)
    await page.getByRole('button', { name: `It is sent: record it in ${incident.name}` }).click()
    await page.getByRole('status').getByRole('link', { name: incident.name }).click()
    await expect(page).toHaveURL(new RegExp(`/incidents/${incident.name}$`))
    await expect(page.getByRole('listitem').filter({ hasText: 'Service status update, to' }).first()).toContainText(
      'the shop does not open; "retry" does not help',
    )
  } finally {
    await incident.resolve()
  }
})
