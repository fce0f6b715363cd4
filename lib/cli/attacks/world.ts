import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type ActionDoor, actionsOf, formCall, inputCall, outcomeOf } from '@/lib/cli/attacks/call-action'
import type { NewPerson, Person, RoleName, World } from '@/lib/cli/attacks/model'
import { type Sent, send } from '@/lib/cli/attacks/send'
import { signIn } from '@/lib/cli/attacks/sign-in'
import { ProcessRecords } from '@/lib/cli/process-records'

/** How often a call is made that hears that the database is too busy. */
const TRIES = 4

type Account = { email: string; role: RoleName; password: string }
type Urls = { appUrl: string; ownerUrl: string }

/** Things that stand for the parts in brackets of a page's address. */
const THINGS = { number: 'INC-0001', system: 'phaserai', assetId: 'phaserai:phaserai-prod', runbook: 'x', message: 'x' }

/** The world of a product that runs here, from its data folder and its build. `end` lets go of the database. */
export async function worldOf(
  address: string,
  dataFolder: string,
  distFolder: string,
): Promise<World & { end: () => Promise<void> }> {
  const site = new URL(address)
  const read = <T>(file: string) => JSON.parse(readFileSync(join(dataFolder, file), 'utf8')) as T
  const urls = read<Urls>('database.json')
  const owner = new pg.Client({ connectionString: urls.ownerUrl })
  owner.on('error', () => {})
  await owner.connect()
  await plansInForce(owner, dataFolder)
  const actions = actionsOf(distFolder, THINGS)
  const accounts = read<Account[]>('accounts.json')
  const signedIn = new Map<RoleName, Promise<Person>>()
  const enter = (account: { email: string; password: string }, cookie?: string) => signIn(site, owner, account, cookie)
  const records = new ProcessRecords(dataFolder)

  const doorOf = (action: string) => {
    const door = actions.get(action)
    if (!door) throw new Error(`The build has no action ${action}.`)
    return door
  }
  // On a busy machine the database may be too slow for once; that says nothing about who may.
  const call = async (action: string, sentFor: (door: ActionDoor) => Sent) => {
    const door = doorOf(action)
    for (let tried = 1; ; tried++) {
      const outcome = outcomeOf(await send(site, door.path, sentFor(door)))
      if (outcome.code !== 'unavailable' || tried === TRIES) return outcome
      await sleep(1_000)
    }
  }
  const world: World = {
    actions: [...actions.keys()],
    ...{ site, dataFolder, owner, sandbox: new URL(read<{ endpoint: string }>('sandbox.json').endpoint) },
    send: (path, sent?: Sent) => send(site, path, sent),
    as: (role) => {
      const account = accounts.find((each) => each.role === role)
      if (!account) throw new Error(`There is no local account of role ${role}.`)
      const person = signedIn.get(role) ?? enter(account)
      signedIn.set(role, person)
      person.catch(() => signedIn.delete(role))
      return person
    },
    newcomer: async (wanted) => {
      const account = await addAccount(owner, wanted, accounts)
      return { person: await enter(account), again: (cookie) => enter(account, cookie) }
    },
    act: ({ cookie }, action, input) => call(action, (door) => ({ ...inputCall(site, door, input), cookie })),
    submit: ({ cookie }, action, fields) => call(action, (door) => ({ ...formCall(site, door, fields), cookie })),
    declare: async (title, system = 'phaserai') => {
      const input = { title, system, environment: null, severity: 3, mode: 'live', takeCommand: false }
      const more = { impactStartedAt: Date.now() - 60_000, idempotencyKey: randomUUID() }
      const { code, words, value } = await world.act(await world.as('commander'), 'declareIncidentAction', {
        ...input,
        ...more,
      })
      const number = /\d+/.exec(JSON.stringify(value ?? ''))?.[0]
      if (code !== 'ok' || !number) throw new Error(`No incident could be declared: ${code} ${words}`)
      return Number(number)
    },
    say: async (person, incident, texts) => {
      const one = { incident, authorId: person.id, kind: 'note', occurredAt: Date.now() - 1_000 }
      return world.send('/api/timeline', {
        ...{ method: 'POST', cookie: person.cookie },
        headers: { 'content-type': 'application/json', origin: site.origin },
        body: JSON.stringify({ entries: texts.map((text) => ({ ...one, id: randomUUID(), text })) }),
      })
    },
    verify: () => verifyChain(dataFolder, urls.appUrl),
    pidOf: (part) => {
      const pid = records.read(part)?.pid
      if (!pid) throw new Error(`${part} does not run.`)
      return pid
    },
  }
  return { ...world, end: () => owner.end() }
}

/** The worker takes the plans in a little after everything has started. */
async function plansInForce(owner: pg.Client, dataFolder: string): Promise<void> {
  const wanted = readdirSync(join(dataFolder, 'plans')).filter((file) => file.endsWith('.yaml')).length
  for (let tried = 0; tried < 120; tried++) {
    const { rowCount } = await owner.query('SELECT 1 FROM plan_in_force WHERE revision_id IS NOT NULL')
    if ((rowCount ?? 0) >= wanted) return
    await sleep(500)
  }
  throw new Error('The plans did not come into force in a minute.')
}

/** An account that signs in with the password of the viewer's, and holds what is wanted. */
async function addAccount(owner: pg.Client, { role, system }: NewPerson, accounts: Account[]) {
  const email = `attack-${randomUUID().slice(0, 8)}@example.org`
  const viewer = accounts.find((each) => each.role === 'viewer')
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO app_user (id, email, name, role, password_hash)
     SELECT gen_random_uuid(), $1, 'Somebody else', $2::role, password_hash FROM app_user WHERE email = $3 RETURNING id`,
    [email, system ? null : role, viewer?.email],
  )
  if (system) {
    await owner.query(
      `INSERT INTO role_held (id, user_id, system, role, granted_by) VALUES (gen_random_uuid(), $1, $2, $3::role, 'attack')`,
      [rows[0]?.id, system, role],
    )
  }
  return { email, password: viewer?.password ?? '' }
}

function verifyChain(dataFolder: string, appUrl: string): Promise<{ code: number; text: string }> {
  const env = { ...process.env, TIDEMARK_DATA: dataFolder, DATABASE_URL: appUrl }
  return new Promise((resolve) => {
    const line = ['lib/cli/bootstrap.mjs', 'verify-chain']
    execFile(process.execPath, line, { env, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, text: `${stdout}${stderr}` })
    })
  })
}
