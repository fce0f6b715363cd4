import { expect, test } from 'vitest'
import { recordHand } from '@/lib/auth/hands'
import { db } from '@/lib/db/client'
import { driveOnce } from '@/lib/restores/drive/drive'
import type { DriveDeps } from '@/lib/restores/drive/types'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { DEFAULT_SETTINGS } from '@/lib/restores/machine/types'
import { METHODS } from '@/lib/restores/methods/registry'
import { makeFixture, requestFor, someone } from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'

const HOUR = 3_600_000

/** A restore that another person approved, and what a worker makes of it once that person was in the requester's hand. */
async function driven(hoursBefore: number) {
  await db.restore.updateMany({ data: { nextLookAt: new Date(Date.now() + HOUR) } })
  const [requester, approver] = [await someone('admin'), await someone('approver')]
  const { number } = await requestRestore(requester, requestFor(await makeFixture({ approval: true })))
  const where = { requesterId: requester.id }
  const { paramsHash } = await db.restore.findFirstOrThrow({ where })
  await approveRestore(approver, { number, hash: paramsHash })
  const at = Date.now() - hoursBefore * HOUR
  await recordHand(db, { userId: approver.id, by: requester, at, what: 'reset' })
  let asked = false
  const ports = new Proxy({} as DriveDeps['ports'], {
    get: () => () => {
      asked = true
      throw new Error('no network here')
    },
  })
  const settings = { ...DEFAULT_SETTINGS, leaseMs: 20_000 }
  const log = { info: () => undefined, warn: () => undefined }
  await driveOnce({ ports, methods: METHODS, owner: 'test', settings, log }).catch(() => undefined)
  const row = await db.restore.findFirstOrThrow({ where })
  const steps = await db.restoreStep.findMany({ where: { restoreId: row.id }, orderBy: { seq: 'asc' } })
  return { number, row, asked, last: steps.at(-1)?.text ?? '' }
}

test('a restore whose approver was in the requester’s hand is not sent, waits for another person, and says why', async () => {
  const { number, row, asked, last } = await driven(0)
  expect({ state: row.state, asked }).toEqual({ state: 'PENDING_APPROVAL', asked: false })
  expect(row).toMatchObject({ approvedById: null, approvedByName: null, approvalHash: null, firstSentAt: null })
  expect(last).toMatch(
    /^Not sent: it waits for approval by engineering lead\. This cannot be approved by A approver until/,
  )
  const told = await db.outboxMessage.findMany({ where: { dedupeKey: { startsWith: `restore-waits:${row.id}` } } })
  expect(told.map(({ payload }) => JSON.stringify(payload)).join()).toContain('was reset by the requester')
  await approveRestore(await someone('commander'), { number, hash: row.paramsHash })
  expect(await db.restore.findUnique({ where: { id: row.id } })).toMatchObject({ state: 'APPROVED' })
})

test('one whose approver was in that hand more than 24 h before the approval is sent', async () => {
  const { row, asked } = await driven(24.1)
  expect({ sent: row.sendCount, asked }).toEqual({ sent: 1, asked: true })
})
