import { setTimeout as sleep } from 'node:timers/promises'
import type { Attack, Person, World } from '@/lib/cli/attacks/model'
import { listen } from '@/lib/cli/attacks/send'

/** Does something with a session whose cookie was copied before, and says what the copy is worth after it. */
async function tryCopy({ site, send }: World, { cookie }: Person, end: () => Promise<string>): Promise<string> {
  const before = await send('/api/board', { cookie })
  const stream = listen(site, '/api/live', cookie)
  while (stream.text() === '' && !stream.ended()) await sleep(20)
  const ended = await end()
  const deadline = Date.now() + 2_000
  while (!stream.ended() && Date.now() < deadline) await sleep(20)
  const after = await send('/api/board', { cookie })
  const said = `${ended}: ${before.status}, then ${after.status}, stream ${stream.ended() ? 'ended' : 'open'}`
  stream.close()
  return said
}

export const copiedCookie: Attack = {
  id: 'copied-cookie',
  sentence: 'a cookie copied before sign-out and before a reset of the password, also in an open stream',
  attack: async (world) => {
    const { person, again } = await world.newcomer({ role: 'viewer' })
    const signedOut = await tryCopy(world, person, async () => {
      const sent = { method: 'POST', cookie: person.cookie, headers: { origin: world.site.origin } }
      return `sign-out ${(await world.send('/api/auth/sign-out', sent)).status}`
    })
    const later = await again()
    const admin = await world.as('admin')
    const reset = await tryCopy(world, later, async () => {
      return `reset ${(await world.submit(admin, 'resetPasswordAction', { userId: later.id })).code}`
    })
    return `${signedOut}; ${reset}`
  },
  must: /^sign-out 303: 200, then 401, stream ended; reset ok: 200, then 401, stream ended$/,
}
