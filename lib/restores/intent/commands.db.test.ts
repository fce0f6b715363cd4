import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { walkTimeline } from '@/lib/chains/testing/walk'
import { db } from '@/lib/db/client'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { cancelRestore } from '@/lib/restores/intent/cancel-restore'
import { closeRestore } from '@/lib/restores/intent/close-restore'
import { deleteRestoredInstance } from '@/lib/restores/intent/delete-restored-instance'
import { rejectRestore } from '@/lib/restores/intent/reject-restore'
import { retargetRestore } from '@/lib/restores/intent/retarget-restore'
import { makeFixture, makeIncident, requestFor, someone } from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'
import { parseRestoreName } from '@/lib/vocabulary/numbers'

const rowOf = (number: string) => db.restore.findUniqueOrThrow({ where: { number: parseRestoreName(number) ?? 0 } })

describe('asking for a restore', () => {
  it('records the intent: row, step, audit, message and the open incident’s timeline, in one transaction', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    const incidentId = await makeIncident(fixture.system)
    const { number, existing, state } = await requestRestore(dba, requestFor(fixture))
    expect({ existing, state }).toEqual({ existing: false, state: 'APPROVED' })
    const row = await rowOf(number)
    expect(row).toMatchObject({
      incidentId,
      method: 'point-in-time',
      requesterId: dba.id,
      sendCount: 0,
      firstSentAt: null,
    })
    expect(row.options).toMatchObject({
      instanceClass: 'db.t3.small',
      multiAz: true,
      deletionProtection: false,
      port: 5432,
    })
    expect(await db.restoreStep.count({ where: { restoreId: row.id } })).toBe(1)
    expect(await db.auditRecord.count({ where: { action: 'restore.request', subjectId: number } })).toBe(1)
    expect(await db.outboxMessage.count({ where: { dedupeKey: `restore-requested:${row.id}` } })).toBe(1)
    const entries = await db.timelineEntry.findMany({ where: { incidentId }, orderBy: { seq: 'asc' } })
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ kind: 'restore', authorId: dba.id })
    expect((await walkTimeline(incidentId)).breaks).toEqual([])
  })

  it('takes 50 submissions at once, half with one key, half with keys of two people, as one restore', async () => {
    const [one, two, fixture] = [await someone('dba'), await someone('dba'), await makeFixture()]
    const key = randomUUID()
    const sent = Array.from({ length: 50 }, (_, n) => {
      const idempotencyKey = n % 2 === 0 ? key : randomUUID()
      return requestRestore(n % 4 === 3 ? two : one, requestFor(fixture, { idempotencyKey }))
    })
    const answers = await Promise.all(sent)
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1)
    expect(answers.filter(({ existing }) => !existing)).toHaveLength(1)
    expect(await db.restore.count({ where: { assetId: fixture.assetId } })).toBe(1)
    expect(await db.restoreStep.count({ where: { restore: { assetId: fixture.assetId } } })).toBe(1)
  })

  it('refuses the same key with other values, and says which restore it belongs to', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    const request = requestFor(fixture)
    const { number } = await requestRestore(dba, request)
    const other = { ...request, targetName: `${fixture.system}-other`, typedName: `${fixture.system}-other` }
    await expect(requestRestore(dba, other)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(number),
    })
    expect(await db.restore.count({ where: { assetId: fixture.assetId } })).toBe(1)
  })

  it('refuses a second outside the window and names the window', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    for (const at of [fixture.latest + 1000, fixture.earliest - 1000]) {
      const request = requestFor(fixture, { at: new Date(Math.floor(at / 1000) * 1000).toISOString() })
      const refused = await requestRestore(dba, request).catch((error) => error)
      expect(refused).toMatchObject({ code: 'precondition' })
      expect(refused.fields.at).toMatch(/outside the restore window, .* to .* UTC/)
    }
    const edge = requestFor(fixture, { at: new Date(fixture.latest).toISOString() })
    expect(await requestRestore(dba, edge)).toMatchObject({ existing: false })
  })

  it('refuses half a second, a wrong name typed, and a name that is taken', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    await expect(requestRestore(dba, requestFor(fixture, { at: '2026-11-21T13:04:12.5Z' }))).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(requestRestore(dba, requestFor(fixture, { typedName: 'x' }))).rejects.toMatchObject({
      fields: { typedName: expect.any(String) },
    })
    const taken = `${fixture.system}-prod`
    const source = requestFor(fixture, { targetName: taken, typedName: taken })
    await expect(requestRestore(dba, source)).rejects.toThrow(/is the source itself/)
    await requestRestore(dba, requestFor(fixture))
    const second = requestFor(fixture, { at: undefined, pointId: fixture.pointId })
    await expect(requestRestore(dba, second)).rejects.toThrow(/is taken by RST-/)
  })

  it.each(['viewer', 'responder', 'approver', 'commander'] as const)('is not for a %s', async (role) => {
    const [actor, fixture] = [await someone(role), await makeFixture()]
    await expect(requestRestore(actor, requestFor(fixture))).rejects.toMatchObject({ code: 'forbidden' })
    expect(await db.restore.count({ where: { assetId: fixture.assetId } })).toBe(0)
  })

  it('refuses operators and rubbish in every field', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    for (const field of Object.keys(requestFor(fixture))) {
      for (const rubbish of [{ not: '' }, { contains: '' }, [], null, 7]) {
        await expect(requestRestore(dba, requestFor(fixture, { [field]: rubbish }))).rejects.toMatchObject({
          code: 'invalid',
        })
      }
    }
  })

  it('restores from a snapshot and from an AWS Backup point by what they are', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    const name = (suffix: string) => ({
      targetName: `${fixture.system}-${suffix}`,
      typedName: `${fixture.system}-${suffix}`,
      at: undefined,
    })
    const snapshot = await requestRestore(dba, requestFor(fixture, { pointId: fixture.pointId, ...name('snap') }))
    const backup = await requestRestore(dba, requestFor(fixture, { pointId: fixture.backupPointId, ...name('vault') }))
    expect((await rowOf(snapshot.number)).method).toBe('snapshot')
    expect((await rowOf(backup.number)).method).toBe('aws-backup')
    await db.recoveryPoint.update({ where: { id: fixture.pointId }, data: { goneAt: new Date() } })
    await cancelRestore(dba, { number: snapshot.number })
    const again = requestFor(fixture, { pointId: fixture.pointId, ...name('snap') })
    await expect(requestRestore(dba, again)).rejects.toThrow(/is gone since/)
  })
})

describe('approval by another person', () => {
  const waiting = async () => {
    const [dba, approver, fixture] = [
      await someone('dba'),
      await someone('approver'),
      await makeFixture({ approval: true }),
    ]
    const { number, state } = await requestRestore(dba, requestFor(fixture))
    expect(state).toBe('PENDING_APPROVAL')
    return { dba, approver, fixture, number, hash: (await rowOf(number)).paramsHash }
  }

  it('is for exactly what was seen, and never by the requester', async () => {
    const { approver, number, hash, fixture } = await waiting()
    await expect(approveRestore(approver, { number, hash: 'f'.repeat(64) })).rejects.toMatchObject({
      code: 'precondition',
    })
    const admin = await someone('admin')
    const own = await requestRestore(
      admin,
      requestFor(fixture, { at: undefined, pointId: fixture.pointId, targetName: 'own-one', typedName: 'own-one' }),
    )
    const ownHash = (await rowOf(own.number)).paramsHash
    await expect(approveRestore(admin, { number: own.number, hash: ownHash })).rejects.toThrow(
      /requester cannot approve/,
    )
    await approveRestore(approver, { number, hash })
    expect(await rowOf(number)).toMatchObject({ state: 'APPROVED', approvedById: approver.id, approvalHash: hash })
    await expect(approveRestore(approver, { number, hash })).rejects.toMatchObject({ code: 'precondition' })
  })

  it('wants the password of a session that gave it more than five minutes ago, once it could be given at all', async () => {
    const { dba, approver, number, hash } = await waiting()
    const late = signedIn(approver, { checkedAt: Date.now() - 301_000 })
    await expect(approveRestore(late, { number, hash: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'precondition' })
    await expect(approveRestore(signedIn(dba, late.session), { number, hash })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(approveRestore(late, { number, hash })).rejects.toMatchObject({ code: 'confirm' })
    expect((await rowOf(number)).state).toBe('PENDING_APPROVAL')
    await approveRestore(signedIn(approver, { checkedAt: Date.now() - 299_000 }), { number, hash })
    expect((await rowOf(number)).state).toBe('APPROVED')
  })

  it('is kept apart by the database too', async () => {
    const { dba, number } = await waiting()
    const { id } = await rowOf(number)
    await expect(db.restore.update({ where: { id }, data: { approvedById: dba.id } })).rejects.toThrow(
      /restore_approver_is_another/,
    )
    const sent = db.restore.update({ where: { id }, data: { firstSentAt: new Date(), state: 'SENDING' } })
    await expect(sent).rejects.toThrow(/restore_approved_before_sending/)
  })

  it('becomes void when the restore changes', async () => {
    const { dba, approver, number, hash, fixture } = await waiting()
    await approveRestore(approver, { number, hash })
    await retargetRestore(dba, { number, targetName: `${fixture.system}-two` })
    const changed = await rowOf(number)
    expect(changed).toMatchObject({ state: 'PENDING_APPROVAL', approvedById: null, approvalHash: hash })
    expect(changed.paramsHash).not.toBe(hash)
    await expect(approveRestore(approver, { number, hash })).rejects.toThrow(/has changed since/)
    await approveRestore(approver, { number, hash: changed.paramsHash })
    expect((await rowOf(number)).state).toBe('APPROVED')
  })

  it('looks at the window once more', async () => {
    const { approver, number, hash, fixture } = await waiting()
    const earlier = new Date(fixture.latest - 86_400_000)
    await db.restoreWindow.updateMany({ where: { assetId: fixture.assetId }, data: { latest: earlier } })
    await expect(approveRestore(approver, { number, hash })).rejects.toThrow(/outside the restore window/)
  })

  it.each(['viewer', 'responder', 'dba'] as const)('is not for a %s', async (role) => {
    const { number, hash } = await waiting()
    const actor = await someone(role)
    await expect(approveRestore(actor, { number, hash })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(rejectRestore(actor, { number, reason: 'not now' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('may be refused with a reason, and the same point may be asked for again', async () => {
    const { dba, approver, number, fixture } = await waiting()
    await expect(rejectRestore(approver, { number, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    await rejectRestore(approver, { number, reason: 'Wrong point' })
    expect(await rowOf(number)).toMatchObject({ state: 'REJECTED', decisionNote: 'Wrong point' })
    expect((await requestRestore(dba, requestFor(fixture))).existing).toBe(false)
  })
})

describe('withdrawing', () => {
  it('is possible until AWS is asked, never after', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    const first = await requestRestore(dba, requestFor(fixture))
    await cancelRestore(dba, { number: first.number })
    expect((await rowOf(first.number)).state).toBe('CANCELLED')
    const second = await requestRestore(dba, requestFor(fixture))
    const { id } = await rowOf(second.number)
    await db.restore.update({ where: { id }, data: { state: 'SENDING', firstSentAt: new Date(), sendCount: 1 } })
    await expect(cancelRestore(dba, { number: second.number })).rejects.toMatchObject({ code: 'precondition' })
    await expect(retargetRestore(dba, { number: second.number, targetName: 'another' })).rejects.toMatchObject({
      code: 'precondition',
    })
    await expect(closeRestore(dba, { number: second.number, reason: 'tired' })).rejects.toMatchObject({
      code: 'precondition',
    })
  })

  it('deletes only what a restore made, by its typed name', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    const { number } = await requestRestore(dba, requestFor(fixture))
    const typedName = `${fixture.system}-pitr`
    await expect(deleteRestoredInstance(dba, { number, typedName })).rejects.toMatchObject({ code: 'precondition' })
    const { id } = await rowOf(number)
    await db.restore.update({
      where: { id },
      data: { state: 'AWAITING_CUTOVER', awsResourceId: 'db-made', firstSentAt: new Date() },
    })
    await expect(deleteRestoredInstance(dba, { number, typedName: `${fixture.system}-prod` })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(deleteRestoredInstance(await someone('commander'), { number, typedName })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await deleteRestoredInstance(dba, { number, typedName })
    expect((await rowOf(number)).deleteRequestedAt).not.toBeNull()
  })
})
