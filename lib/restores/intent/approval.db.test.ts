import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { retargetRestore } from '@/lib/restores/intent/retarget-restore'
import {
  askApproval,
  type Fixture,
  findInstance,
  makeFixture,
  requestFor,
  someone,
} from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'
import { newRestoreView } from '@/lib/screens/restore/new-restore-view'
import { parseRestoreName } from '@/lib/vocabulary/numbers'

const rowOf = (number: string) => db.restore.findUniqueOrThrow({ where: { number: parseRestoreName(number) ?? 0 } })

/** What the page says of approval, and what becomes of the request; the two have to agree. */
async function asked(fixture: Fixture): Promise<string | null> {
  const dba = await someone('dba')
  const targetName = `restored-${randomUUID().slice(0, 8)}`
  const request = requestFor(fixture, { targetName, typedName: targetName })
  const shown = await newRestoreView(dba, { asset: fixture.assetId, at: request.at, target: request.targetName })
  const { number, state } = await requestRestore(dba, request)
  const row = await rowOf(number)
  expect(row.approvalRule).toBe(shown.preflight.approval.by)
  expect(state).toBe(row.approvalRule === null ? 'APPROVED' : 'PENDING_APPROVAL')
  expect(row.approvalRequired).toBe(row.approvalRule !== null)
  return row.approvalRule
}

describe('a second person', () => {
  it('is wanted for an instance that no plan names, as for what its plan names', async () => {
    expect(await asked(await findInstance(await makeFixture({ approval: true })))).toBe('engineering lead')
    expect(await asked(await findInstance(await makeFixture()))).toBeNull()
  })

  it('is wanted for it by the plan of another system that names the account', async () => {
    const quiet = await makeFixture()
    const neighbour = await makeFixture({ accountId: quiet.accountId, approval: true })
    expect(await asked(await findInstance(quiet))).toBe('engineering lead')
    await askApproval(neighbour.system, 'platform owner')
    expect(await asked(await findInstance(await makeFixture({ accountId: quiet.accountId })))).toBe('platform owner')
    expect(await asked(quiet), 'what its own plan names is held to that plan').toBeNull()
  })

  it('is wanted where no plan of the system is in force, since nobody can know', async () => {
    const fixture = await makeFixture()
    await db.planInForce.update({ where: { system: fixture.system }, data: { revisionId: null } })
    expect(await asked(fixture)).toBe('a second person')
  })

  it('is wanted by the plan of the account in which it is made', async () => {
    const [home, away] = [await makeFixture(), await makeFixture({ approval: true })]
    const location = `us-east-1/${away.accountId}/vault`
    await db.recoveryPoint.update({ where: { id: home.backupPointId }, data: { location } })
    const request = requestFor(home, { at: undefined, pointId: home.backupPointId })
    const { number, state } = await requestRestore(await someone('dba'), request)
    expect(state).toBe('PENDING_APPROVAL')
    expect(await rowOf(number)).toMatchObject({ accountId: away.accountId, approvalRule: 'engineering lead' })
  })

  it('is wanted for what a plan has dropped, or names in another account by now', async () => {
    const dropped = await makeFixture({ approval: true })
    await db.asset.update({ where: { id: dropped.assetId }, data: { planned: false, accountId: '219999999999' } })
    await db.restoreWindow.updateMany({
      where: { assetId: dropped.assetId },
      data: { location: 'us-east-1/219999999999/rds' },
    })
    expect(await asked(dropped)).toBe('engineering lead')
  })

  it('cannot be left out by a request made by hand', async () => {
    const found = await findInstance(await makeFixture({ approval: true }))
    const [dba, admin] = [await someone('dba'), await someone('admin')]
    const extras = { approvalRequired: false, approval: null, state: 'APPROVED', approvedById: admin.id, force: true }
    const { number, state } = await requestRestore(dba, requestFor(found, extras))
    expect(state).toBe('PENDING_APPROVAL')
    expect(await rowOf(number)).toMatchObject({ approvedById: null, approvalRequired: true })
  })

  it('is wanted by a change once a plan asks for one, and stays wanted when it no longer does', async () => {
    const [dba, fixture] = [await someone('dba'), await makeFixture()]
    const { number, state } = await requestRestore(dba, requestFor(fixture))
    expect(state).toBe('APPROVED')
    await askApproval(fixture.system, 'engineering lead')
    await retargetRestore(dba, { number, targetName: `${fixture.system}-two` })
    const changed = await rowOf(number)
    expect(changed).toMatchObject({
      state: 'PENDING_APPROVAL',
      approvalRequired: true,
      approvalRule: 'engineering lead',
    })
    expect(changed.approvalExpiresAt).not.toBeNull()
    await askApproval(fixture.system, null)
    await retargetRestore(dba, { number, targetName: `${fixture.system}-${randomUUID().slice(0, 4)}` })
    expect(await rowOf(number)).toMatchObject({ state: 'PENDING_APPROVAL', approvalRule: 'engineering lead' })
  })
})
