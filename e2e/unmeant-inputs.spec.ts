import { dataFolder, expect, test } from '@/e2e/fixtures'
import { fuzz } from '@/e2e/fuzz/run'
import { tellOutcome } from '@/e2e/fuzz/tell'

/** Longer than the second of `npm run fuzz`: tests run beside other work. */
const HANG_MS = 10_000
const SEED = 20_261_127

// The last file by its name, because what is taken after all (an incident, an account) stays.
test('no address, header, cookie, body or action is answered by a fault', async () => {
  test.setTimeout(480_000)
  const outcome = await fuzz({
    ...{ address: process.env.TIDEMARK_URL ?? 'http://127.0.0.1:3000', dataFolder },
    ...{ distFolder: process.env.NEXT_DIST_DIR ?? '.next-e2e', seed: SEED, inputs: 600, hangMs: HANG_MS },
  })
  const { found, inputs, failed, unexpected, hangs, statuses } = outcome
  expect({ inputs, failed, unexpected, hangs }, tellOutcome(outcome, SEED, HANG_MS).join('\n')).toEqual({
    ...{ inputs: 600, failed: 0, unexpected: 0, hangs: 0 },
  })
  expect(found.pages).toBeGreaterThan(20)
  expect(found.routes).toBeGreaterThan(12)
  expect(found.actions).toBeGreaterThan(30)
  // Most of it must have come to be read: nobody signed in, or a wrong address, would be answered well as well.
  expect(statuses.get(200)).toBeGreaterThan(100)
  expect(statuses.get(400)).toBeGreaterThan(30)
})
