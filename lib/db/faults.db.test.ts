import pg from 'pg'
import { beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { toldBy } from '@/lib/db/model/told'
import { requestNote } from '@/lib/db/request-note'

vi.stubEnv('LOG_LEVEL', 'silent')
const { faultOf } = await import('@/lib/action-result')
const { db } = await import('@/lib/db/client')
const { transaction } = await import('@/lib/db/transaction')
const { urlAs } = await import('@/lib/db/local-roles')

/** PostgreSQL itself raises what the account's address begins with: at once, or at the commit. */
const RAISES = `
  CREATE FUNCTION raise_it() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'told by a test' USING ERRCODE = split_part(NEW.email, '@', 1); END $$;
  CREATE TRIGGER at_once BEFORE INSERT ON app_user FOR EACH ROW WHEN (NEW.name = 'at once') EXECUTE FUNCTION raise_it();
  CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON app_user DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.name = 'at the commit') EXECUTE FUNCTION raise_it()`

const user = (code: string, name: string) =>
  ({ email: `${code}@example.org`, name, role: 'viewer', passwordHash: 'none' }) as const

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

const told = (work: Promise<unknown>) =>
  work.then(
    () => 'it went through',
    (error: unknown) => faultOf(error),
  )

beforeAll(() => ask(process.env.DATABASE_OWNER_URL ?? '', RAISES))

describe('a state that PostgreSQL is in is told in its own sentence', () => {
  test.each([
    ['25006', 'only be read'],
    ['25P03', 'broke off'],
    ['28000', 'let Tidemark in'],
    ['3D000', 'let Tidemark in'],
    ['40001', 'Others were changing'],
    ['40P01', 'Others were changing'],
    ['53100', 'Disk full'],
    ['53200', 'memory'],
    ['53300', 'All connections'],
    ['53400', 'a limit'],
    ['55P03', 'holds what this needs'],
    ['57014', 'too long'],
    ['57P01', 'not answering'],
    ['57P03', 'starting or stopping'],
    ['58030', 'its files'],
    ['58P01', 'its files'],
    ['XX001', 'damaged'],
    ['XX002', 'damaged'],
  ])('%s: … %s …', async (code, words) => {
    const fault = { code: 'unavailable', message: expect.stringContaining(words) }
    const raw = db.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'told by a test' USING ERRCODE = '${code}'; END $$`)
    expect(await told(raw), 'in raw SQL').toEqual(fault)
    expect(await told(db.user.create({ data: user(code, 'at once') })), 'in a query').toEqual(fault)
    const commit = await told(transaction((tx) => tx.user.create({ data: user(code, 'at the commit') })))
    const inDoubt = ['57P01', '57P03', '25P03'].includes(code)
    const doubt = { code: 'unavailable', message: expect.stringContaining('not known') }
    expect(commit, 'at a commit').toEqual(inDoubt ? doubt : fault)
    expect(await db.user.count({ where: { email: `${code}@example.org` } })).toBe(0)
  })

  test('what is contended for is tried three times, in raw SQL and at a commit too', async () => {
    let tries = 0
    const work = transaction(async (tx) => {
      tries += 1
      if (tries < 3) await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$`)
    })
    expect(await told(work)).toBe('it went through')
    tries = 0
    const late = transaction(async (tx) => {
      tries += 1
      await tx.user.create({ data: user(`40001`, tries < 3 ? 'at the commit' : 'well') })
    })
    expect(await told(late)).toBe('it went through')
    expect(tries).toBe(3)
  })
})

test('a server without free slots is told as that, and works again once there are some', async () => {
  const { superuserUrl, appPassword } = inject('testDatabase')
  await ask(superuserUrl, 'CREATE ROLE crowded LOGIN CONNECTION LIMIT 0')
  await ask(superuserUrl, `ALTER ROLE crowded PASSWORD '${appPassword}'`)
  const crowded = new pg.Client({ connectionString: urlAs(superuserUrl, 'crowded', appPassword) })
  crowded.on('error', () => {})
  expect(await told(crowded.connect())).toMatchObject({ message: expect.stringContaining('All connections') })
  await ask(superuserUrl, 'DROP ROLE crowded')
})

test('a database that was made read-only is read, refuses what would be written, and says so', async () => {
  const readOnly = db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET TRANSACTION READ ONLY')
    expect(await tx.user.count()).toBeGreaterThanOrEqual(0)
    await tx.user.create({ data: user('written', 'well') })
  })
  expect(await told(readOnly)).toEqual({ code: 'unavailable', message: expect.stringContaining('only be read') })
})

test('an error carries its state to the page that it fails, and to the request', async () => {
  const noted: string[] = []
  const error = await requestNote.run({ note: (state) => noted.push(state) }, () =>
    db
      .$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$`)
      .catch((thrown: unknown) => thrown),
  )
  expect(toldBy((error as { digest?: string }).digest)?.state).toBe('full')
  expect(noted).toEqual(['full'])
  const other = await db.$executeRawUnsafe('SELECT 1 FROM nowhere').catch((thrown: unknown) => thrown)
  expect((other as { digest?: string }).digest).toBeUndefined()
})
