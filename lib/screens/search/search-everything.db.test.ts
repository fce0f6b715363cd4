import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { searchIncidents } from '@/lib/incidents/store/search-incidents'
import { makeActor, makeIncident } from '@/lib/incidents/testing/fixtures'
import { searchAssets } from '@/lib/inventory/store/search-assets'
import { parsePlan } from '@/lib/plans/document/parse'
import { publishRevision } from '@/lib/plans/revisions/publish-revision'
import { makeFixture, requestFor } from '@/lib/restores/testing/fixtures'
import { requestRestore } from '@/lib/restores/testing/request'
import { searchEverything } from '@/lib/screens/search/search-everything'
import { wordsOf } from '@/lib/search/rules/rank'
import { incidentName } from '@/lib/vocabulary/numbers'

let commander: Actor
let viewer: Actor
let system: string

const search = (q: string, actor = viewer) => searchEverything(actor, q, Date.now())
const found = async (q: string) => (await search(q)).results.map(({ kind, href }) => `${kind} ${href}`)

beforeAll(async () => {
  commander = await makeActor('commander')
  viewer = await makeActor('viewer')
  system = `fruit-${randomUUID().slice(0, 8)}`
  const text = readFileSync('plans/fruitfulplanet.yaml', 'utf8').replace('key: fruitfulplanet\n', `key: ${system}\n`)
  const file = `plans/${system}.yaml`
  await publishRevision({ system, file, text, parsed: parsePlan(text, file), now: Date.now() })
})

async function declare(title: string, more: Record<string, unknown> = {}) {
  const { number } = await makeIncident(commander, { title, system, ...more })
  await forgetOtherPlans()
  return { number, name: incidentName(number) }
}

/** Fixtures bring plans that are no more than their own test needs; here whole ones are searched. */
function forgetOtherPlans() {
  return db.planInForce.deleteMany({ where: { system: { not: system } } })
}

function asset(key: string, more: Record<string, unknown> = {}) {
  const names = { key, kind: 'db-instance', name: key, identifier: key, region: 'us-east-1', environment: 'production' }
  return db.asset.create({ data: { id: `${system}:${key}`, system, ...names, ...more } })
}

describe('assets', () => {
  test('are found by words of name, kind, region and system, in any order and writing', async () => {
    await asset('Dépôt-main')
    for (const q of ['depot', 'DÉPÔT main', 'us-east-1 depot', 'fruitfulplanet depot instance', `${system} dep`]) {
      expect(await found(q), q).toContain(`asset /systems/${system}/plan#asset-Dépôt-main`)
    }
    expect(await found('depot eu-west-1')).toEqual([])
  })

  test('with a recovery point lead to its points; unplanned ones to their system; gone ones are not found', async () => {
    await asset('withpoints-a')
    await db.assetSummary.create({
      data: { assetId: `${system}:withpoints-a`, mechanisms: [{ mechanism: 'rds-automated' }], updatedAt: new Date() },
    })
    await asset('withpoints-b', { planned: false })
    await asset('withpoints-c', { goneAt: new Date() })
    expect(await found('withpoints')).toEqual([
      `asset /recovery-points/${encodeURIComponent(`${system}:withpoints-a`)}`,
      `asset /systems/${system}`,
    ])
  })

  test('signs that mean something to SQL mean themselves', async () => {
    await asset('a_c%d')
    await asset('abcxd')
    const keys = async (q: string) => (await searchAssets(viewer, wordsOf(q), [])).map(({ key }) => key)
    expect(await keys('a_c%d')).toEqual(['a_c%d'])
    for (const q of ["'; DROP TABLE asset; --", '\\', '%', '\u0000', '💥', '\ud800']) await keys(q)
    expect(await keys('')).toEqual([])
  })
})

describe('incidents, restores and reviews', () => {
  test('an incident is found by its number in every writing, its title, its system and its state', async () => {
    const { number, name } = await declare('Überlauf im Protokoll')
    for (const q of [name, `inc${number}`, `inc-0${number}`, String(number), 'uberlauf', 'protokoll open sev1 fruit']) {
      expect(await found(q), q).toContain(`incident /incidents/${name}`)
    }
    expect((await search(`inc ${number}`)).results[0]).toMatchObject({
      href: `/incidents/${name}`,
      state: { mark: 'incident', word: 'Investigating' },
    })
  })

  test('a drill is said to be one and does not look like trouble', async () => {
    const { name } = await declare('Rehearsal of June', { mode: 'drill' })
    const [first] = (await search('rehearsal')).results
    expect(first).toMatchObject({ title: `${name} Drill: Rehearsal of June`, state: { mark: 'info' } })
  })

  test('the review of an incident is a result of its own', async () => {
    const { number, name } = await declare('Zinnober')
    const row = await db.incident.findUniqueOrThrow({ where: { number } })
    await db.review.create({ data: { incidentId: row.id, number } })
    expect(await found('zinnober')).toEqual([`incident /incidents/${name}`, `review /reviews/${name}`])
  })

  test('of many that match, the open ones and then the newest stand first', async () => {
    const [one, two, three] = [await declare('Quark one'), await declare('Quark two'), await declare('Quark three')]
    await db.incident.update({
      where: { number: three.number },
      data: { status: 'resolved', resolvedAt: new Date() },
    })
    expect(await found('quark')).toEqual([two, one, three].map(({ name }) => `incident /incidents/${name}`))
  })

  test('a restore is found by its number, what it makes and what it is made from', async () => {
    const dba = await makeActor('dba')
    const fixture = await makeFixture()
    const { number } = await requestRestore(dba, requestFor(fixture))
    await forgetOtherPlans()
    for (const q of [number, `rst${Number(number.slice(4))}`, `${fixture.system}-pitr`, `${fixture.system} queued`]) {
      expect(await found(q), q).toContain(`restore /restores/${number}`)
    }
  })
})

describe('plans in force', () => {
  test('give their system, its pages, messages, runbooks and scenarios', async () => {
    expect((await found('fruitfulplanet'))[0]).toBe(`system /systems/${system}`)
    expect(await found(`${system} contacts`)).toContain(`page /systems/${system}/contacts`)
    expect(await found(`${system} what is not covered`)).toContain(`page /systems/${system}/gaps`)
    expect(await found('service status update')).toContain(`page /systems/${system}/messages/user-update`)
    const kinds = new Set((await search(`${system} database`)).results.map(({ kind }) => kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['runbook', 'scenario']))
    const { results } = await search(`${system} runbook`)
    expect(results.filter(({ kind }) => kind === 'runbook').length).toBeGreaterThan(0)
    for (const { kind, href } of results) if (kind === 'runbook') expect(href).toMatch(`/systems/${system}/runbooks/`)
  })
})

describe('the search as a whole', () => {
  test('nothing to search for finds nothing, and what is nowhere finds nothing', async () => {
    expect(await search('   ')).toEqual({ q: '   ', results: [], more: false })
    expect((await search('nowhere-to-be-found')).results).toEqual([])
  })

  test('gives at most 20 and says that there is more', async () => {
    for (let i = 0; i < 24; i += 1) await asset(`plenty-${i}`)
    const { results, more } = await search('plenty')
    expect(results).toHaveLength(20)
    expect(more).toBe(true)
  })

  test('is for those who may read', async () => {
    const nobody = { ...viewer, role: 'stranger' } as unknown as Actor
    await expect(search('prod', nobody)).rejects.toThrow('Your role is stranger')
    await expect(searchIncidents(nobody, ['prod'], [])).rejects.toThrow('Your role is stranger')
    await expect(searchAssets(nobody, ['prod'], [])).rejects.toThrow('Your role is stranger')
  })
})
