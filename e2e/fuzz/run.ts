import { Agent } from 'node:http'
import { hostileRequest, type Input } from '@/e2e/fuzz/inputs'
import { type Person, signInAll } from '@/e2e/fuzz/people'
import { randomFrom } from '@/e2e/fuzz/random'
import { sendRaw } from '@/e2e/fuzz/raw'
import { type Answer, send } from '@/e2e/fuzz/send'
import { findTargets } from '@/e2e/fuzz/targets'
import { WebLog } from '@/e2e/fuzz/web-log'

export type Wanted = {
  /** where the product answers */
  address: string
  dataFolder: string
  distFolder: string
  seed: number
  inputs: number
  /** an answer that takes longer is a hang; milliseconds */
  hangMs: number
}

export type Finding = { verdict: string; input: Input; role: string; answer: Answer }

export type Outcome = {
  /** how many there are to be tried */
  found: { pages: number; routes: number; actions: number }
  inputs: number
  /** how many answers had each status */
  statuses: Map<number, number>
  /** answers of 500 and above, or none */
  failed: number
  /** lines of the log that say "unexpected error" */
  unexpected: number
  hangs: number
  /** the longest time that one answer took, milliseconds */
  slowestMs: number
  findings: Finding[]
}

const AT_ONCE = 8

/** Sends that many hostile inputs to a product that runs, and says what it could not take. */
export async function fuzz(wanted: Wanted, tell: (done: number) => void = () => {}): Promise<Outcome> {
  const targets = findTargets(wanted.distFolder)
  const people = await signInAll(wanted.address, wanted.dataFolder)
  const site = new URL(wanted.address)
  const random = randomFrom(wanted.seed)
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const log = new WebLog(wanted.dataFolder)
  const { pages, routes, actions } = targets
  const outcome: Outcome = {
    found: { pages: pages.length, routes: routes.length, actions: new Set(actions.map(({ id }) => id)).size },
    inputs: 0,
    statuses: new Map(),
    failed: 0,
    unexpected: 0,
    hangs: 0,
    slowestMs: 0,
    findings: [],
  }
  let left = wanted.inputs
  const sendAs = ({ cookie, token }: Person, input: Input) => {
    if (input.raw !== undefined) return sendRaw(site, input.raw, cookie)
    const body = Buffer.concat([Buffer.from(`csrfToken=${token}`), input.body ?? Buffer.of()])
    return send(site, input.withToken ? { ...input, body } : input, cookie, agent)
  }
  const work = async () => {
    while (left > 0) {
      left -= 1
      const input = hostileRequest(targets, random)
      const person = random.pick(people)
      const answer = await sendAs(person, input)
      count(outcome, { input, role: person.role, answer, verdict: '' }, wanted.hangMs)
      if (outcome.inputs % 500 === 0) tell(outcome.inputs)
      if (isSentAway(answer, input, person)) await person.renew().catch(() => {})
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  agent.destroy()
  outcome.unexpected = await log.unexpected()
  return outcome
}

function count(outcome: Outcome, found: Finding, hangMs: number): void {
  const { status, text, ms } = found.answer
  outcome.inputs += 1
  outcome.statuses.set(status, (outcome.statuses.get(status) ?? 0) + 1)
  outcome.slowestMs = Math.max(outcome.slowestMs, ms)
  const keep = (verdict: string) =>
    outcome.findings.push({ ...found, verdict, answer: { ...found.answer, text: text.slice(0, 2_000) } })
  if (status >= 500) {
    outcome.failed += 1
    keep(String(status))
  } else if (/"code":"unexpected"|This page could not be shown/.test(text)) keep('unexpected')
  if (ms > hangMs) {
    outcome.hangs += 1
    keep('hang')
  }
}

/** Some input may end the session that sent it; the next ones are sent by somebody again. */
function isSentAway({ status, location }: Answer, input: Input, { cookie }: Person): boolean {
  const ownCookies = !input.bare && !input.headers.some(([name]) => name === 'Cookie')
  return cookie !== '' && ownCookies && (status === 401 || (location.endsWith('/sign-in') && status >= 300))
}
