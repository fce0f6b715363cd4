import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Attack } from '@/lib/cli/attacks/model'

const LOCKED_MS = 20_000
const MOST_MS = 3_000

/** Somebody's ALTER TABLE at noon: nobody waits for it longer than a person would. */
export const lockedTable: Attack = {
  id: 'locked-table',
  sentence: `LOCK TABLE timeline_entry for ${LOCKED_MS / 1000} s`,
  attack: async (world) => {
    const number = await world.declare('A locked table')
    const person = await world.as('commander')
    const name = `INC-${String(number).padStart(4, '0')}`
    const paths = [`/incidents/${name}`, `/api/incidents/${name}`, '/', '/api/board', '/api/health/ready']
    const asks = [
      async () => ({ ...(await world.say(person, number, ['while it is locked'])), path: 'an entry' }),
      ...paths.map((path) => async () => ({ ...(await world.send(path, { cookie: person.cookie })), path })),
    ]
    // What is asked for the first time is slow for other reasons.
    await Promise.all(asks.map((ask) => ask()))
    await world.owner.query('BEGIN')
    await world.owner.query('LOCK TABLE timeline_entry')
    try {
      return await askUntil(Date.now() + LOCKED_MS, asks)
    } finally {
      await world.owner.query('ROLLBACK')
    }
  },
  must: /^slowest under 3 s, answers (200|503)( (200|503))*$/,
  within: 90_000,
}

async function askUntil(deadline: number, asks: (() => Promise<Answer & { path: string }>)[]): Promise<string> {
  let slowest = { path: '', ms: 0 }
  const statuses = new Set<number>()
  while (Date.now() < deadline) {
    for (const { status, ms, path } of await Promise.all(asks.map((ask) => ask()))) {
      statuses.add(status)
      if (ms > slowest.ms) slowest = { path, ms }
    }
    await sleep(500)
  }
  const speed = slowest.ms <= MOST_MS ? 'under 3 s' : `${Math.round(slowest.ms)} ms (${slowest.path})`
  return `slowest ${speed}, answers ${[...statuses].sort().join(' ')}`
}
