import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { beforeEach, describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/audit/record'
import { db } from '@/lib/db/client'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { parsePlan } from '@/lib/plans/document/parse'
import { planInForce, plansInForce, plansWithoutRevision, revisionById } from '@/lib/plans/in-force/queries'
import { publishRevision } from '@/lib/plans/revisions/publish-revision'
import { HOSTILE_DOCUMENTS } from '@/lib/plans/testing/hostile-documents'
import { HOUR } from '@/lib/time/durations'

const sound = readFileSync('plans/fruitfulplanet.yaml', 'utf8')
const first = Date.UTC(2026, 10, 21, 13)
let system: string

beforeEach(() => {
  system = `fruit-${randomUUID().slice(0, 8)}`
})

const textFor = (change: (text: string) => string = (text) => text) =>
  change(sound.replace('key: fruitfulplanet\n', `key: ${system}\n`))

function publishText(text: string, now = first) {
  const file = `plans/${system}.yaml`
  return publishRevision({ system, file, text, parsed: parsePlan(text, file), now })
}

const hourly = (text: string) => text.replace('rpo: { target: 1 h }', 'rpo: { target: 2 h }')
const broken = (text: string) => text.replace('rpo: { target: 1 h }', 'rpo: { target: 1 hrs }')
const auditOf = async () =>
  (await db.auditRecord.findMany({ where: { subjectType: 'plan', subjectId: system }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )
const revisions = () => db.planRevision.count({ where: { system } })

describe('a sound text', () => {
  test('is put in force as a revision, and the same text again changes nothing', async () => {
    expect(await publishText(textFor())).toBe('published')
    expect(await publishText(textFor(), first + HOUR)).toBe('unchanged')
    expect(await revisions()).toBe(1)
    expect(await auditOf()).toEqual(['plan.publish'])
    const found = await planInForce(SYSTEM, system)
    expect(found).toMatchObject({ since: first, checkedAt: first + HOUR, faults: [], faultSince: null })
    expect(found?.plan.objectives[0]?.rpo?.target).toBe(HOUR)
  })

  test('with another comment or layout is the same revision', async () => {
    await publishText(textFor())
    expect(await publishText(`# a word\n\n${textFor()}`)).toBe('unchanged')
  })

  test('supersedes the one before, which stays to be read and returns as itself', async () => {
    await publishText(textFor())
    const before = await planInForce(SYSTEM, system)
    expect(await publishText(textFor(hourly), first + HOUR)).toBe('published')
    const after = await planInForce(SYSTEM, system)
    expect(after?.plan.objectives[0]?.rpo?.target).toBe(2 * HOUR)
    expect((await revisionById(SYSTEM, before?.revisionId ?? null))?.plan.objectives[0]?.rpo?.target).toBe(HOUR)
    expect(await publishText(textFor(), first + 2 * HOUR)).toBe('published')
    expect((await planInForce(SYSTEM, system))?.revisionId).toBe(before?.revisionId)
    expect(await revisions()).toBe(2)
  })

  test('published by ten workers at once is one revision and one entry of the audit', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => publishText(textFor())))
    expect(outcomes.filter((outcome) => outcome === 'published')).toHaveLength(1)
    expect(await revisions()).toBe(1)
    expect(await auditOf()).toEqual(['plan.publish'])
  })

  test('a revision cannot be changed', async () => {
    await publishText(textFor())
    await expect(db.planRevision.updateMany({ where: { system }, data: { version: '9' } })).rejects.toThrow()
  })
})

describe('a text with faults', () => {
  test('leaves the last good revision in force and keeps its faults since they first stood', async () => {
    await publishText(textFor())
    expect(await publishText(textFor(broken), first + HOUR)).toBe('refused')
    expect(await publishText(textFor(broken), first + 2 * HOUR)).toBe('unchanged')
    const found = await planInForce(SYSTEM, system)
    expect(found?.plan.objectives[0]?.rpo?.target).toBe(HOUR)
    expect(found).toMatchObject({ faultSince: first + HOUR, checkedAt: first + 2 * HOUR })
    expect(found?.faults).toMatchObject([{ key: 'objectives[0].rpo.target', found: '"1 hrs"' }])
    expect(await auditOf()).toEqual(['plan.publish', 'plan.refuse'])
  })

  test('is healed by the text that is in force', async () => {
    await publishText(textFor())
    await publishText(textFor(broken))
    expect(await publishText(textFor(), first + HOUR)).toBe('healed')
    expect(await planInForce(SYSTEM, system)).toMatchObject({ faults: [], faultSince: null, since: first })
    expect(await auditOf()).toEqual(['plan.publish', 'plan.refuse', 'plan.heal'])
  })

  test('and nothing before it is a system without a revision', async () => {
    await publishText(textFor(broken))
    expect(await planInForce(SYSTEM, system)).toBeNull()
    const [only] = (await plansWithoutRevision(SYSTEM)).filter((plan) => plan.system === system)
    expect(only?.faults).toHaveLength(1)
  })
})

test.each(['binary', 'signs that turn the writing', 'keys of JavaScript only', 'very many keys', 'a very long key'])(
  'the faults of the worst documents can be kept: %s',
  async (what) => {
    const text = HOSTILE_DOCUMENTS.find(([name]) => name === what)?.[1]() ?? ''
    expect(await publishText(text)).toBe('refused')
    const [kept] = (await plansWithoutRevision(SYSTEM)).filter((plan) => plan.system === system)
    const parsed = parsePlan(text, `plans/${system}.yaml`)
    expect(parsed).toEqual({ ok: false, faults: kept?.faults })
  },
)

test('the notice leaves with the commit', async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const heard: unknown[] = []
  client.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')))
  await client.query('LISTEN tidemark_live')
  await publishText(textFor())
  await expect.poll(() => heard).toContainEqual({ topic: 'plans', id: system })
  await client.end()
})

test('findings and lists go by the plan in force, for whoever may read plans', async () => {
  await publishText(textFor())
  const viewer = { role: 'viewer' as const, held: [] }
  expect((await plansInForce(viewer)).map((plan) => plan.system)).toContain(system)
  const inForce = await planInForce(viewer, system)
  const ids = inForce && staticFindings(inForce.plan, first).map(({ id }) => id)
  expect(ids).toContain(`${system}:restore-without-backup:fruitfulplanet-prod:rds-automated`)
  expect(await planInForce(viewer, 'no-such-system')).toBeNull()
  await expect(plansInForce({ role: 'nobody' as 'viewer', held: [] })).rejects.toThrow('Your role')
})
