import { describe, expect, it } from 'vitest'
import { giveRole, mapPlanRole } from '@/lib/auth/commands/give-role'
import { changeAccess } from '@/lib/auth/manage-users'
import type { Actor, Role, SignedIn } from '@/lib/auth/model/actor'
import { signedInAs } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { rejectRestore } from '@/lib/restores/intent/reject-restore'
import { askApproval, type Fixture, makeFixture, requestFor, someone } from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'
import { newRestoreView } from '@/lib/screens/restore/new-restore-view'
import { restoreView } from '@/lib/screens/restore/restore-view'
import { parseRestoreName } from '@/lib/vocabulary/numbers'

/** A system whose plan wants its engineering lead to agree, as SoloSuccess’s does. */
const wanting = () => makeFixture({ approval: true })

/** A restore that waits, with what a person needs to approve it. */
async function waiting(fixture: Fixture, requester?: Actor): Promise<{ number: string; hash: string }> {
  const by = requester ?? (await someone('dba'))
  const { number, state } = await requestRestore(by, requestFor(fixture))
  expect(state).toBe('PENDING_APPROVAL')
  return { number, hash: (await rowOf(number)).paramsHash }
}

const rowOf = (number: string) => db.restore.findUniqueOrThrow({ where: { number: parseRestoreName(number) ?? 0 } })

/** An account that holds a role of this system, and is mapped to the engineering lead where asked. */
async function of({ system }: Fixture, role: Role, isLead = false): Promise<SignedIn> {
  const admin = await someone('admin')
  const { id: userId } = await someone('viewer')
  const grantable = [{ system, planRoles: ['Engineering Lead'] }]
  await db.user.update({ where: { id: userId }, data: { role: null } })
  await giveRole(admin, { userId, system, role }, grantable)
  if (isLead) await mapPlanRole(admin, { userId, planRole: `${system}/Engineering Lead` }, grantable)
  return (await signedInAs(userId)) as SignedIn
}

describe('agreeing to a restore', () => {
  it('is any approver’s of the system while nobody is mapped to the plan’s role, and the pages say so', async () => {
    const fixture = await wanting()
    const dba = await someone('dba')
    const says = `No one who may approve is mapped to the plan’s role engineering lead of System ${fixture.system}; any other approver of this system may agree.`
    const request = requestFor(fixture)
    const form = await newRestoreView(dba, { asset: fixture.assetId, at: request.at, target: request.targetName })
    expect(form.agreement).toBe(says)
    const restore = await waiting(fixture, dba)
    const approver = await of(fixture, 'approver')
    const view = await restoreView(approver, restore.number)
    expect(view.approval.who).toBe(says)
    expect(view.may).toMatchObject({ approve: true, approveNot: null })
    await approveRestore(approver, restore)
    expect(await rowOf(restore.number)).toMatchObject({ state: 'APPROVED', approvedById: approver.id })
    expect((await restoreView(approver, restore.number)).approval.who).toBeNull()
  })

  it('is not an approver’s of another system: there is no such restore for them', async () => {
    const restore = await waiting(await wanting())
    const stranger = await of(await wanting(), 'approver', true)
    await expect(approveRestore(stranger, restore)).rejects.toMatchObject({ code: 'not-found' })
    await expect(rejectRestore(stranger, { number: restore.number, reason: 'Not mine.' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await rowOf(restore.number)).toMatchObject({ state: 'PENDING_APPROVAL', approvedById: null })
  })

  it('is the mapped person’s alone once somebody is, whatever others hold', async () => {
    const fixture = await wanting()
    const restore = await waiting(fixture)
    const lead = await of(fixture, 'approver', true)
    for (const other of [await someone('approver'), await someone('admin'), await of(fixture, 'commander')]) {
      const { may, approval } = await restoreView(other, restore.number)
      expect(may).toMatchObject({ approve: false, approveNot: expect.stringContaining('wants the engineering lead') })
      expect(approval.who).toBe(`${lead.name} may agree as engineering lead of System ${fixture.system}.`)
      await expect(approveRestore(other, restore)).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect((await rowOf(restore.number)).state).toBe('PENDING_APPROVAL')
    expect((await restoreView(lead, restore.number)).may.approve).toBe(true)
    await approveRestore(lead, restore)
    expect(await rowOf(restore.number)).toMatchObject({ state: 'APPROVED', approvedById: lead.id })
  })

  it('is open again when the mapped person may do nothing any more', async () => {
    const fixture = await wanting()
    const [restore, lead, approver] = [
      await waiting(fixture),
      await of(fixture, 'approver', true),
      await someone('approver'),
    ]
    await expect(approveRestore(approver, restore)).rejects.toMatchObject({ code: 'forbidden' })
    await changeAccess(await someone('admin'), { userId: lead.id, disabled: true })
    await approveRestore(approver, restore)
  })

  it('is never the requester’s, also where the requester is the one who is mapped', async () => {
    const fixture = await wanting()
    const lead = await of(fixture, 'admin', true)
    const restore = await waiting(fixture, lead)
    await expect(approveRestore(lead, restore)).rejects.toThrow('The requester cannot approve')
    const approver = await someone('approver')
    expect((await restoreView(approver, restore.number)).approval.who).toMatch(/^Only the requester is mapped/)
    await approveRestore(approver, restore)
    expect((await rowOf(restore.number)).approvedById).toBe(approver.id)
  })

  it('follows the plan in force when it is given, not the one of the request', async () => {
    const fixture = await wanting()
    const [restore, lead] = [await waiting(fixture), await of(fixture, 'approver', true)]
    await askApproval(fixture.system, 'platform owner')
    const view = await restoreView(lead, restore.number)
    expect(view.approval.who).toContain('platform owner')
    await approveRestore(await someone('approver'), restore)
  })
})
