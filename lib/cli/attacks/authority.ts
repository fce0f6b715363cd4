import type { Attack, Person, World } from '@/lib/cli/attacks/model'
import { type Waiting, waitingRestore } from '@/lib/cli/attacks/waiting-restore'

async function stateOf({ owner }: World, { number }: Waiting): Promise<string> {
  const { rows } = await owner.query<{ state: string }>('SELECT state::text FROM restore WHERE number = $1', [number])
  return rows[0]?.state ?? 'gone'
}

const cancel = ({ submit }: World, person: Person, { name }: Waiting) =>
  submit(person, 'cancelRestoreAction', { number: name, reason: 'It was a try.' })

export const approverOfAnother: Attack = {
  id: 'approver-of-another',
  sentence: 'an approver of PhaserAI, a responder and the requester approve a restore of SoloSuccess',
  attack: async (world) => {
    const admin = await world.as('admin')
    const waiting = await waitingRestore(world, admin)
    const { person: elsewhere } = await world.newcomer({ role: 'approver', system: 'phaserai' })
    const codes = []
    for (const person of [elsewhere, await world.as('responder'), admin]) {
      const fields = { number: waiting.name, hash: waiting.hash }
      codes.push((await world.submit(person, 'approveRestoreAction', fields)).code)
    }
    const seen = await world.send(`/api/restores/${waiting.name}`, { cookie: elsewhere.cookie })
    const state = await stateOf(world, waiting)
    await cancel(world, admin, waiting)
    return `${codes.join(' ')}; reads ${seen.status}; ${state}`
  },
  must: /^not-found forbidden precondition; reads 404; PENDING_APPROVAL$/,
  within: 120_000,
}

export const movedDeclaration: Attack = {
  id: 'moved-declaration',
  sentence: 'a responder moves the time at which an incident was declared',
  attack: async (world) => {
    const number = await world.declare('When was it declared?')
    const at = Date.now() - 30_000
    const input = { number, milestone: 'declared', at }
    const { code } = await world.act(await world.as('responder'), 'setMilestoneAction', input)
    const { rows } = await world.owner.query<{ moved: boolean }>(
      'SELECT declared_at <= $2 AS moved FROM incident WHERE number = $1',
      [number, new Date(at)],
    )
    return `${code}; ${rows[0]?.moved ? 'moved' : 'stands'}`
  },
  must: /^forbidden; stands$/,
}

export const viewerActs: Attack = {
  id: 'viewer-acts',
  sentence: 'a viewer calls by hand what only others are shown',
  attack: async (world) => {
    const viewer = await world.as('viewer')
    const number = await world.declare('A viewer writes')
    const codes = [
      (await world.act(viewer, 'setStatusAction', { number, to: 'identified' })).code,
      (await world.submit(viewer, 'addUserAction', { email: 'a@example.org', name: 'a', role: 'admin' })).code,
      (await world.submit(viewer, 'changeRoleAction', { userId: viewer.id, role: 'admin' })).code,
    ]
    const { status } = await world.say(viewer, number, ['hello'])
    return `${codes.join(' ')}; entry ${status}`
  },
  must: /^forbidden forbidden forbidden; entry 403$/,
}

/** A body that is no call of React's, and an action that no build has. */
export const brokenCalls: Attack = {
  id: 'broken-calls',
  sentence: 'calls of actions whose bodies nobody can read',
  attack: async ({ site, send, as }) => {
    const { cookie } = await as('viewer')
    const statuses = []
    for (const id of ['0'.repeat(42), 'x', '__proto__']) {
      for (const body of ['', '[', '["$K1"]', '["$F1"]', `[${'['.repeat(5_000)}`, '["$@99"]']) {
        const headers = { origin: site.origin, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' }
        statuses.push((await send('/', { method: 'POST', cookie, headers, body })).status)
      }
    }
    const high = statuses.filter((status) => status >= 500)
    return `${statuses.length} calls, ${high.length} of them 500 or more`
  },
  must: /, 0 of them 500 or more$/,
}
