import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import type { Step } from '@/lib/restores/drive/types'
import { approveRestore } from '@/lib/restores/intent/approve-restore'
import { deleteRestoredInstance } from '@/lib/restores/intent/delete-restored-instance'
import { drivenWorld } from '@/lib/restores/testing/driven-world'
import { askApproval, someone } from '@/lib/restores/testing/fixtures'

const { startWorker, request, rowOf, becomes, until, calls, stop } = drivenWorld()

describe('a worker that sleeps past its lease', () => {
  it.each<Step>(['sending-committed', 'called', 'looked'])(
    'at "%s" writes nothing more and asks AWS for nothing',
    async (step) => {
      const { number, targetName } = await request()
      const sleeper = startWorker({ at: step, signal: 'SIGSTOP' })
      await sleeper.line(`step ${step}`)
      const heir = startWorker()
      const row = await becomes(number, 'AWAITING_CUTOVER')
      await stop(heir)
      sleeper.signal('SIGCONT')
      const said = await sleeper.line('warn ')
      await stop(sleeper)
      expect(said).toMatch(/lease ended|another was first/)
      const after = await rowOf(number)
      expect(after.version).toBe(row.version)
      expect((await calls(targetName)).filter(({ code }) => code === null)).toHaveLength(1)
    },
    90_000,
  )
})

describe('a plan that wants a second person since the request', () => {
  it('keeps the restore from being sent until another person agrees, and says why', async () => {
    const { number, targetName, fixture, incidentId } = await request()
    await askApproval(fixture.system, 'engineering lead')
    const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
    const held = await becomes(number, 'PENDING_APPROVAL')
    expect(held).toMatchObject({ approvalRequired: true, approvalRule: 'engineering lead', firstSentAt: null })
    const [last] = await db.timelineEntry.findMany({ where: { incidentId }, orderBy: { seq: 'desc' }, take: 1 })
    expect(last?.text).toBe(
      `${number}: Not sent: it waits for approval by engineering lead. The engineering lead agrees to a restore.`,
    )
    expect(await db.outboxMessage.count({ where: { dedupeKey: { startsWith: `restore-waits:${held.id}` } } })).toBe(1)
    await sleep(500)
    expect(await calls(targetName)).toHaveLength(0)
    await approveRestore(await someone('approver'), { number, hash: held.paramsHash })
    await becomes(number, 'AWAITING_CUTOVER', 30_000)
    await stop(worker)
    expect(await calls(targetName)).toHaveLength(1)
  }, 90_000)

  it('keeps an unanswered request from being sent again', async () => {
    const { number, targetName, fixture } = await request()
    const killed = startWorker({ at: 'sending-committed', signal: 'SIGKILL' })
    await killed.ended
    await askApproval(fixture.system, 'engineering lead')
    const worker = startWorker(undefined, { RESTORE_LEASE_S: '20' })
    expect((await becomes(number, 'NEEDS_HUMAN', 30_000)).failureText).toMatch(/not sent again.*engineering lead/)
    await stop(worker)
    expect(await calls(targetName)).toHaveLength(0)
  }, 90_000)
})

describe('a target name', () => {
  it('that AWS holds for somebody else fails the restore, with no other name tried', async () => {
    const first = await request()
    const worker = startWorker()
    await becomes(first.number, 'AWAITING_CUTOVER')
    // Tidemark forgets it, AWS does not: now the name is somebody else's.
    await db.restore.update({ where: { id: (await rowOf(first.number)).id }, data: { state: 'FAILED' } })
    const second = await request('point-in-time', first.targetName)
    expect(await becomes(second.number, 'FAILED')).toMatchObject({ failureCode: 'target-taken', sendCount: 1 })
    await stop(worker)
    expect((await calls(first.targetName)).filter(({ code }) => code === null)).toHaveLength(1)
  }, 90_000)
})

describe('deleting what was restored', () => {
  it('removes our own instance and nothing that only has its name', async () => {
    const { number, targetName } = await request()
    const worker = startWorker()
    const row = await becomes(number, 'AWAITING_CUTOVER')
    const dba = await someone('dba')
    await db.restore.update({ where: { id: row.id }, data: { awsResourceId: 'db-somebody-elses' } })
    await deleteRestoredInstance(dba, { number, typedName: targetName })
    const refused = await until(number, (one) => one.deleteError !== null)
    expect(refused.deleteError).toMatch(/did not make/)
    expect(await calls(targetName, true)).toHaveLength(0)
    await db.restore.update({ where: { id: row.id }, data: { awsResourceId: row.awsResourceId } })
    await deleteRestoredInstance(dba, { number, typedName: targetName })
    await until(number, (one) => one.deletedAt !== null)
    await stop(worker)
    expect(await calls(targetName, true)).toHaveLength(1)
  }, 90_000)
})
