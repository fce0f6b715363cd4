import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Answer, Person } from '@/lib/cli/attacks/model'
import { send } from '@/lib/cli/attacks/send'

type Given = { email: string; password: string }

const TRIES = 5

/** Signs somebody in as a browser does, again where the database was too busy. Throws when they are not let in. */
export async function signIn(site: URL, owner: pg.Client, given: Given, before = ''): Promise<Person> {
  let { answer, cookie } = await trySignIn(site, given, {}, before)
  for (let tried = 1; tried < TRIES && /database%20is%20.*try%20again/.test(answer.text); tried++) {
    await sleep(1_000)
    ;({ answer, cookie } = await trySignIn(site, given, {}, before))
  }
  if (!/session-token=./.test(cookie)) {
    throw new Error(`${given.email} is not let in: ${answer.status} ${answer.text.slice(0, 200)}`)
  }
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM app_user WHERE email = $1', [given.email])
  return { id: rows[0]?.id ?? '', email: given.email, cookie }
}

/** One attempt, right or wrong, with headers of the attacker's choice. */
export async function trySignIn(
  site: URL,
  { email, password }: Given,
  headers: Record<string, string> = {},
  before = '',
): Promise<{ answer: Answer; cookie: string }> {
  const csrf = await send(site, '/api/auth/csrf')
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string }
  // Of what a browser has kept, only that it is known; not the session.
  const known = before.split('; ').find((pair) => pair.startsWith('tidemark-device='))
  const mark = [cookiesOf(csrf), known].filter(Boolean).join('; ')
  const answer = await send(site, '/api/auth/callback/credentials', {
    ...{ method: 'POST', cookie: mark },
    headers: { ...headers, origin: site.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }).toString(),
  })
  return { answer, cookie: [mark, cookiesOf(answer)].filter(Boolean).join('; ') }
}

/** The cookies that an answer sets, without what a browser keeps to itself. */
function cookiesOf({ setCookies }: Answer): string {
  return setCookies.map((one) => one.split(';')[0]).join('; ')
}
