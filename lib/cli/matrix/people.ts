import { ROLES } from '@/lib/auth/rules/roles'
import type { Person, RoleName, World } from '@/lib/cli/attacks/model'
import type { Asking } from '@/lib/cli/matrix/model'

const NOBODY: Person = { id: '', email: '', cookie: '' }
const STRANGER = { known: false, holder: { role: null, held: [] } }

/** Everybody who asks: each role for all systems, of the one system, of another one; nobody; and who is let in no more. */
export async function everybody(world: World, own: string, other: string): Promise<Asking[]> {
  const asking: Asking[] = [{ ...STRANGER, name: 'anonymous', person: NOBODY }]
  for (const role of ROLES as readonly RoleName[]) {
    const { person } = await world.newcomer({ role })
    asking.push({ name: role, known: true, holder: { role, held: [] }, person })
    for (const [word, system] of [['own', own] as const, ['other', other] as const]) {
      const one = (await world.newcomer({ role, system })).person
      const holder = { role: null, held: [{ system, role, planRole: null }] }
      asking.push({ name: `${role} of the ${word} system`, known: true, holder, person: one })
    }
  }
  const nothing = (await world.newcomer({ role: null })).person
  asking.push({ name: 'who holds nothing', known: true, holder: { role: null, held: [] }, person: nothing })
  for (const [name, spoil] of Object.entries(SPOILT)) {
    const { person } = await world.newcomer({ role: 'admin' })
    asking.push({ ...STRANGER, name: `an admin, ${name}`, person: await spoil(world, person) })
  }
  return asking
}

/** How somebody who may do everything is let in no more. */
const SPOILT: Record<string, (world: World, person: Person) => Promise<Person>> = {
  disabled: async ({ owner }, person) => {
    await owner.query(`UPDATE app_user SET disabled_at = now(), disabled_by = 'matrix' WHERE id = $1`, [person.id])
    return person
  },
  'signed out': async ({ send, site }, person) => {
    await send('/api/auth/sign-out', { method: 'POST', cookie: person.cookie, headers: { origin: site.origin } })
    return person
  },
  'with a forged cookie': async (_, { cookie, ...person }) => {
    return { ...person, cookie: cookie.replace(/(session-token=[^;]*)([^;]{8})/, (_all, begin) => `${begin}AAAAAAAA`) }
  },
  'with a session that ran out': async ({ owner }, person) => {
    await owner.query(
      `UPDATE user_session SET created_at = now() - interval '8 days', last_seen_at = now() - interval '13 hours'
        WHERE user_id = $1`,
      [person.id],
    )
    return person
  },
}
