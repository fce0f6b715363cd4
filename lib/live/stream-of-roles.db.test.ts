import { expect, test } from 'vitest'
import { giveRole } from '@/lib/auth/commands/give-role'
import { changeRole } from '@/lib/auth/manage-users'
import { asBrowserOf } from '@/lib/auth/testing/request-scope'
import { signedIn } from '@/lib/auth/testing/signed-in'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/incidents/testing/fixtures'
import { liveHub } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/model/event'
import { publish } from '@/lib/live/publish'

const GRANTABLE = ['phaserai', 'solosuccess'].map((system) => ({ system, planRoles: [] }))

/** A stream as a browser of this account keeps it open: what it has said, and whether it has ended. */
async function streamOf(userId: string) {
  const stream = { text: '', ended: false }
  const { GET } = await import('@/app/api/live/route')
  const request = new Request('http://127.0.0.1/api/live')
  const answer = await asBrowserOf(userId, () => GET(request, { params: Promise.resolve({}) }))
  const sink = new WritableStream<string>({
    write: (text) => {
      stream.text += text
    },
  })
  void answer.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(sink)
    .then(() => {
      stream.ended = true
    })
  await expect.poll(() => liveHub.listening).toBe(true)
  return stream
}

test('a stream tells of the systems that its person may read, and ends when what they hold changes', async () => {
  const admin = signedIn(await makeActor('admin'))
  const one = await makeActor('viewer')
  await changeRole(admin, { userId: one.id, role: 'none' })
  await giveRole(admin, { userId: one.id, system: 'phaserai', role: 'approver' }, GRANTABLE)
  const [mine, all] = [await streamOf(one.id), await streamOf(admin.id)]
  const events: LiveEvent[] = [
    { topic: 'system', id: 'solosuccess' },
    { topic: 'asset', id: 'solosuccess:production-solosuccess-db' },
    { topic: 'collectors', id: 'solosuccess/210000000002/us-east-1/rds' },
    { topic: 'board', id: 'solosuccess' },
    { topic: 'plans', id: 'solosuccess' },
    { topic: 'system', id: 'phaserai' },
  ]
  for (const event of events) await publish(db, event)
  await expect.poll(() => mine.text).toContain('"phaserai"')
  await expect.poll(() => all.text).toContain('"phaserai"')
  expect(mine.text).not.toContain('solosuccess')
  expect(all.text.match(/solosuccess/g)).toHaveLength(6)

  await giveRole(admin, { userId: one.id, system: 'solosuccess', role: 'viewer' }, GRANTABLE)
  await expect.poll(() => mine.ended).toBe(true)
  expect(all.ended).toBe(false)
})
