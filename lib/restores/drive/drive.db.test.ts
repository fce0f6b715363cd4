import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { methodNamed } from '@/lib/restores/methods/registry'
import { orderOf } from '@/lib/restores/store/order'
import { drivenWorld } from '@/lib/restores/testing/driven-world'
import { ALL_METHODS } from '@/lib/restores/testing/marker-method'

/** Every way to restore: a new one is under all that follows from its first day. */
const WAYS = ALL_METHODS.map(({ key }) => key)
const { sent, startWorker, request, becomes, calls, fault, actionOf, stop } = drivenWorld()

describe('a restore', () => {
  it.each(WAYS)(
    'by the way "%s" ends available, not verified, told step by step',
    async (way) => {
      const { number, targetName, incidentId, fixture } = await request(way)
      const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
      const row = await becomes(number, 'AWAITING_CUTOVER')
      await stop(worker)
      expect(row).toMatchObject({ sendCount: 1, databaseName: expect.any(String), endpointPort: 5432 })
      expect(row.endpointAddress).toBeTruthy()
      expect(row.awsResourceId).toMatch(/^db-/)
      const steps = await db.restoreStep.findMany({ where: { restoreId: row.id }, orderBy: { seq: 'asc' } })
      expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, n) => n + 1))
      expect(steps.at(-1)?.text).toBe(`${targetName} is available, not verified`)
      const entries = await db.timelineEntry.findMany({ where: { incidentId }, orderBy: { seq: 'asc' } })
      expect(entries.map(({ text }) => text)).toEqual(steps.map(({ text }) => `${number}: ${text}`))
      const asked = await calls(targetName)
      sent.set(way, asked[0]?.action ?? '')
      expect(asked).toMatchObject([{ account: fixture.accountId, region: 'us-east-1', code: null }])
      const { repeat, target } = methodNamed(way, ALL_METHODS) ?? {}
      if (repeat?.by === 'token') expect(JSON.stringify(asked)).toContain(`"IdempotencyToken":"${row.id}"`)
      const order = orderOf(row, { accountId: row.accountId, region: row.region })
      const typed = methodNamed(way, ALL_METHODS)?.command(order).replaceAll('\\"', '"')
      // The token of a way that is guarded by none is another one in each call.
      const { IdempotencyToken: token, ...input } = (asked[0]?.input ?? {}) as { IdempotencyToken?: string }
      for (const value of valuesIn(repeat?.by === 'token' ? { ...input, token } : input)) expect(typed).toContain(value)
      if (repeat?.by === 'name' && target?.key === 'instance') expect(JSON.stringify(asked)).toContain(row.id)
    },
    90_000,
  )

  it('fails with AWS’s reason when AWS refuses, and is not repeated', async () => {
    const { number, targetName, fixture } = await request()
    await db.restore.updateMany({ where: { assetId: fixture.assetId }, data: { sourceIdentifier: 'no-such-instance' } })
    const worker = startWorker()
    expect((await becomes(number, 'FAILED')).failureText).toMatch(/not found/i)
    await stop(worker)
    expect(await calls(targetName)).toHaveLength(1)
  }, 90_000)
})

describe('an answer that never came', () => {
  it.each(WAYS)(
    'is looked for and adopted (%s)',
    async (way) => {
      const action = await actionOf(way)
      const { number, targetName } = await request(way)
      await fault({ kind: 'lose-reply', action, times: 1 })
      const worker = startWorker()
      const row = await becomes(number, 'AWAITING_CUTOVER')
      await stop(worker)
      const texts = (await db.restoreStep.findMany({ where: { restoreId: row.id } })).map(({ text }) => text).join('\n')
      expect(texts).toMatch(/Not confirmed/)
      expect(texts).toMatch(/adopted/)
      expect(await calls(targetName)).toHaveLength(1)
    },
    90_000,
  )

  it('and was never carried out is sent again after the settle window', async () => {
    await fault({ kind: 'error', action: 'RestoreDBInstanceToPointInTime', times: 1 })
    const { number, targetName } = await request()
    const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
    const row = await becomes(number, 'AWAITING_CUTOVER')
    await stop(worker)
    expect(row.sendCount).toBe(2)
    expect((await calls(targetName)).filter(({ code }) => code === null)).toHaveLength(1)
  }, 90_000)
})

/** Every text and number that a request carries, times as they are typed. */
function valuesIn(input: unknown): string[] {
  if (typeof input === 'boolean') return []
  if (typeof input === 'object' && input !== null) return Object.values(input).flatMap(valuesIn)
  return [String(input).replace(/\.000Z$/, 'Z')]
}
