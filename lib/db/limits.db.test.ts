import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.stubEnv('TIDEMARK_PROCESS', 'web')
vi.stubEnv('LOG_LEVEL', 'silent')
const { faultOf } = await import('@/lib/action-result')
const { db } = await import('@/lib/db/client')
const { recordEntries } = await import('@/lib/incidents/commands/record-entries')
const { getIncident } = await import('@/lib/incidents/store/queries')
const { makeActor, makeIncident } = await import('@/lib/incidents/testing/fixtures')
const { readShellStatus } = await import('@/lib/screens/shell/read-shell-status')
const { setStatus } = await import('@/lib/incidents/commands/set-status')

const LONGEST_MS = 3_000

const dba = await makeActor('dba', 'DBA on call')
const commander = await makeActor('commander', 'Commander on call')
const { name, number } = await makeIncident(dba)

const note = () => ({
  entries: [
    { id: randomUUID(), incident: number, authorId: dba.id, kind: 'note', text: 'Seen.', occurredAt: Date.now() },
  ],
})

const HELD = 'holds what this needs'

/** What a browser may ask while somebody holds the timeline, and what it is told. */
const ASKED: [string, () => Promise<unknown>, string][] = [
  ['an incident is read', () => getIncident(dba, name), HELD],
  ['an entry is recorded', () => recordEntries(dba, note()), HELD],
  ['a status is set', () => setStatus(commander, { number, to: 'recovering' }), HELD],
  ['a statement has no end', () => db.$queryRaw`SELECT pg_sleep(20)::text`, 'took too long'],
]

async function timed(work: () => Promise<unknown>) {
  const since = Date.now()
  const answer = await work().then(
    () => 'done',
    (error: unknown) => faultOf(error),
  )
  return { answer, ms: Date.now() - since }
}

test('the restricted role of the web process waits as long as is written down, on every connection', async () => {
  const show = () =>
    db.$queryRawUnsafe<{ role: string; lock: string; statement: string; idle: string }[]>(
      `SELECT current_user AS role, current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement,
            current_setting('idle_in_transaction_session_timeout') AS idle`,
    )
  for (const [row] of await Promise.all(Array.from({ length: 5 }, show)))
    expect(row).toEqual({ role: 'tidemark_app', lock: '1100ms', statement: '2500ms', idle: '10s' })
})

describe('while the owner holds the timeline', () => {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? '' })

  beforeAll(async () => {
    await owner.connect()
    await owner.query('BEGIN; LOCK TABLE timeline_entry, chain_mark IN ACCESS EXCLUSIVE MODE')
  })

  test('whoever asks is told within three seconds what is the matter', async () => {
    const asked = ASKED.map(async ([what, work, words]) => ({ what, words, ...(await timed(work)) }))
    for (const { what, words, answer, ms } of await Promise.all(asked)) {
      expect(answer, what).toEqual({ code: 'unavailable', message: expect.stringContaining(words) })
      expect(ms, what).toBeLessThan(LONGEST_MS)
    }
  })

  test('of thirty at once none waits longer', async () => {
    const many = Array.from({ length: 30 }, (_, i) => timed(ASKED[i % 2]?.[1] ?? (() => Promise.resolve())))
    for (const { answer, ms } of await Promise.all(many)) {
      expect(answer).toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/holds what|more than it can/),
      })
      expect(ms).toBeLessThan(LONGEST_MS)
    }
  })

  test('the frame of a page is drawn without what is not known', async () => {
    const since = Date.now()
    expect((await readShellStatus(dba)).health.record).toBeNull()
    expect(Date.now() - since).toBeLessThan(LONGEST_MS / 2)
  })

  afterAll(async () => {
    await owner.query('ROLLBACK')
    await owner.end()
    // What was kept waiting works again, on the same connections.
    expect(await recordEntries(dba, note())).toMatchObject([{ outcome: 'recorded' }])
    expect((await getIncident(dba, name)).entries.length).toBeGreaterThan(1)
  })
})
