import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Who sends inputs, the cookies of their session, and the token that next-auth wants back in its forms. */
export type Person = { role: string; cookie: string; token: string; renew: () => Promise<void> }

const ROLES = ['viewer', 'commander', 'dba', 'admin']

/** One session for each of a few roles, and a stranger. @param dataFolder where the accounts of the first start are */
export async function signInAll(address: string, dataFolder: string): Promise<Person[]> {
  type Account = { email: string; role: string; password: string }
  const accounts = JSON.parse(readFileSync(join(dataFolder, 'accounts.json'), 'utf8')) as Account[]
  const stranger = { role: 'nobody', cookie: '', token: '', renew: async () => {} }
  const people = ROLES.map((role): Person => {
    const account = accounts.find((each) => each.role === role)
    if (!account) throw new Error(`There is no local account of role ${role}.`)
    let renewing: Promise<void> | null = null
    const person: Person = {
      role,
      cookie: '',
      token: '',
      renew: () => {
        renewing ??= enter(address, account)
          .then((entered) => void Object.assign(person, entered))
          .finally(() => {
            renewing = null
          })
        return renewing
      },
    }
    return person
  })
  for (const person of people) {
    // A product that has just started may say once that its database is busy.
    await person.renew().catch(() => sleep(2_000).then(person.renew))
  }
  return [...people, stranger]
}

async function enter(
  address: string,
  { email, password }: { email: string; password: string },
): Promise<Pick<Person, 'cookie' | 'token'>> {
  const csrf = await fetch(new URL('/api/auth/csrf', address))
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const jar = (answer: Response) => answer.headers.getSetCookie().map((one) => one.split(';')[0])
  const cookie = jar(csrf).join('; ')
  const body = new URLSearchParams({ csrfToken, email, password, json: 'true' })
  const answer = await fetch(new URL('/api/auth/callback/credentials', address), {
    ...{ method: 'POST', body, headers: { cookie }, redirect: 'manual' },
  })
  await answer.arrayBuffer()
  const cookies = [cookie, ...jar(answer)].join('; ')
  if (!cookies.includes('session-token=')) throw new Error(`${email} could not sign in (${answer.status}).`)
  return { cookie: cookies, token: csrfToken }
}
