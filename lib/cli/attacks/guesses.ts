import type { Attack } from '@/lib/cli/attacks/model'
import { trySignIn } from '@/lib/cli/attacks/sign-in'

const AT_ONCE = 60

/** Failures were counted first and written later, so all were looked at; and then the owner could not get in. */
export const guesses: Attack = {
  id: 'guesses',
  sentence: `${AT_ONCE} guesses at once at one account, then its owner on a browser that it knows`,
  attack: async (world) => {
    const { person, again } = await world.newcomer({ role: 'commander' })
    const { site } = world
    const tries = Array.from({ length: AT_ONCE }, (_, i) =>
      trySignIn(site, { email: person.email, password: `guess ${i}` }, { 'x-forwarded-for': `203.0.113.${i}` }),
    )
    const answers = await Promise.all(tries)
    const looked = answers.filter(({ answer }) => answer.status === 401 && /is%20not%20right/.test(answer.text)).length
    const told = answers.filter(
      ({ answer }) => answer.status === 429 && Number(answer.headers['retry-after']) > 0,
    ).length
    const owner = await again(person.cookie).then(
      () => 'let in',
      (error: Error) => error.message,
    )
    return `${looked} looked at, ${told > 0 ? 'others told to wait' : 'nobody told to wait'}; the owner ${owner}`
  },
  must: /^\d looked at, others told to wait; the owner let in$/,
}
