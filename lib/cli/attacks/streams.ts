import { setTimeout as sleep } from 'node:timers/promises'
import type { Attack } from '@/lib/cli/attacks/model'
import { listen } from '@/lib/cli/attacks/send'

const OPENINGS = 3_000
const AT_ONCE = 20

/** Each HEAD left a listener and a timer behind, and 150 entries later the process was out of memory. */
export const headLive: Attack = {
  id: 'head-live',
  sentence: `${OPENINGS.toLocaleString('en')} HEAD /api/live of a viewer, then entries`,
  attack: async (world) => {
    const { cookie } = await world.as('viewer')
    const number = await world.declare('Many openings')
    const responder = await world.as('responder')
    const answered = new Map<number, number>()
    const pid = world.pidOf('web')
    for (let begun = 0; begun < OPENINGS; begun += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, () => world.send('/api/live', { method: 'HEAD', cookie }))
      for (const { status } of await Promise.all(some)) answered.set(status, (answered.get(status) ?? 0) + 1)
    }
    let slowest = 0
    for (let i = 0; i < 20; i++) {
      const { status, ms } = await world.say(responder, number, [`entry ${i}`])
      slowest = Math.max(slowest, status === 200 ? ms : 60_000)
    }
    const health = await world.send('/api/health/live')
    const speed = slowest < 1_000 ? 'under 1 s' : `${Math.round(slowest)} ms`
    const counts = [...answered].map(([status, count]) => `${count} × ${status}`).join(', ')
    return `${counts}; entries ${speed}; health ${health.status}; ${world.pidOf('web') === pid ? 'same' : 'another'} process`
  },
  // Too many at once may be told to come back; nobody is left without an answer.
  must: /^\d+ × 200(, \d+ × 503)?; entries under 1 s; health 200; same process$/,
  within: 180_000,
}

/** Streams are capped for an account; the oldest hears that it is superseded. */
export const nineStreams: Attack = {
  id: 'nine-streams',
  sentence: 'nine live streams of one account',
  attack: async (world) => {
    const { person } = await world.newcomer({ role: 'viewer' })
    const streams = []
    for (let i = 0; i < 9; i++) {
      streams.push(listen(world.site, '/api/live', person.cookie))
      await sleep(100)
    }
    await sleep(1_000)
    const open = streams.filter((stream) => stream.status() === 200 && !stream.ended()).length
    const told = streams.findIndex((stream) => stream.text().includes('event: superseded'))
    for (const stream of streams) stream.close()
    return `${open} open; superseded: number ${told + 1}`
  },
  must: /^8 open; superseded: number 1$/,
}
