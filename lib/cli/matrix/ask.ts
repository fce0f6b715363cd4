import type { Outcome, World } from '@/lib/cli/attacks/model'
import type { Act } from '@/lib/cli/matrix/acts'
import type { Asking, Came, Guard, Things } from '@/lib/cli/matrix/model'

type Told = { came: Came; words: string }

const SIGN_IN = /NEXT_REDIRECT;\w+;\/sign-in|url=\/sign-in/

/** Asks for a page or a route, and reads what came of it. */
export async function askAddress(
  { send, site }: World,
  { person: { cookie } }: Asking,
  method: string,
  address: string,
  guard: Guard,
): Promise<Told> {
  const posted = { headers: { origin: site.origin, 'content-type': 'application/json' }, body: '{"entries":[]}' }
  const signsOut = address.endsWith('/sign-out')
  const {
    status,
    text,
    headers: answered,
  } = await send(address, {
    ...(method === 'POST' ? posted : {}),
    ...{ method, headOnly: address.startsWith('/api/') },
    cookie: signsOut ? undefined : cookie,
  })
  const words = `${status} ${answered.location ?? ''}`.trim()
  if (status >= 500) return { came: 'broken', words }
  if (status === 401) return { came: 'sign in', words }
  if (status === 403) return { came: 'refused', words }
  if (status === 404) return { came: 'not found', words }
  if (status === 405) return { came: 'no method', words }
  if (!signsOut && (/\/sign-in/.test(answered.location ?? '') || SIGN_IN.test(text))) return { came: 'sign in', words }
  const refused = guard !== 'open' && guard.refusedWith?.test(text)
  return { came: refused || /No role yet/.test(text) ? 'refused' : 'passes', words }
}

const OF_ITS_STATE = /^(ok|led|precondition|conflict|confirm)$/

/** Calls an action, and reads what came of it. */
export async function askAct(world: World, asking: Asking, name: string, act: Act, things: Things): Promise<Told> {
  const input = act.input(things, asking)
  const outcome = act.form
    ? await world.submit(asking.person, name, input as Record<string, string>)
    : await world.act(asking.person, name, input)
  return { came: cameOf(outcome, act), words: `${outcome.code} ${outcome.words}`.trim() }
}

function cameOf({ code, words }: Outcome, { also }: Act): Came {
  if (code === 'led' && words.startsWith('/sign-in')) return 'sign in'
  if (OF_ITS_STATE.test(code) || also?.test(`${code} ${words}`)) return 'passes'
  if (code === 'forbidden') return 'refused'
  return code === 'not-found' ? 'not found' : 'broken'
}
