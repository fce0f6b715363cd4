import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { forgetObservations } from '@/lib/inventory/apply/forget-observations'
import { OBSERVATIONS_SHOWN } from '@/lib/inventory/rules/observation-age'
import { observationsSince } from '@/lib/inventory/store/observations'
import { DAY, MINUTE } from '@/lib/time/durations'

test('observations are forgotten once no screen reads them, and nothing that one shows is lost', async () => {
  const now = Date.now()
  const row = (age: number) => ({
    ...{ assetId: 'phoenix:db', location: 'us-east-1/1/rds', measure: 'window-latest', at: new Date(now - age) },
    pointAt: new Date(now - age - MINUTE),
  })
  const ages = [0, 6 * DAY, OBSERVATIONS_SHOWN, 8 * DAY, 14 * DAY - MINUTE]
  await db.observation.createMany({ data: ages.map(row) })
  const shown = await observationsSince('phoenix:db', now - OBSERVATIONS_SHOWN)
  await db.$executeRaw`
    INSERT INTO observation (asset_id, location, measure, at)
    SELECT 'phoenix:db', 'us-east-1/1/rds', 'window-latest', now() - interval '14 days 1 second' - n * interval '15 minutes'
    FROM generate_series(1, 5001) AS n`

  const removed = await Promise.all([forgetObservations(), forgetObservations()])

  expect(removed[0] + removed[1]).toBe(5_001)
  expect(await db.observation.count()).toBe(ages.length)
  expect(await observationsSince('phoenix:db', now - OBSERVATIONS_SHOWN)).toEqual(shown)
  expect(shown).toHaveLength(3)
})
