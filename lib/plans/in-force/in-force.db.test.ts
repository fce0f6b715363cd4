import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { db } from '@/lib/db/client'
import { LATER_SECTIONS } from '@/lib/plans/document/plan-of-document'
import { findPlan, planInForce, plansInForce, plansWithoutRevision, revisionsById } from '@/lib/plans/in-force/queries'

/** A document of the first form: it has none of the sections that plans gained since. */
const early = (system: string) => ({
  system: { key: system, name: `System ${system}`, account: { id: '210000000009' } },
  review: { version: '1' },
  environments: [],
  objectives: [],
  assets: [],
  backups: [],
})

async function inForce(count: number): Promise<string[]> {
  const systems = Array.from({ length: count }, () => `in-force-${randomUUID().slice(0, 8)}`)
  const revisions = systems.map((system) => ({ id: randomUUID(), system, contentHash: randomUUID(), version: '1' }))
  await db.planRevision.createMany({
    data: revisions.map((one) => ({ ...one, document: early(one.system), source: '' })),
  })
  await db.planInForce.createMany({
    data: revisions.map(({ id, system }) => ({
      system,
      revisionId: id,
      file: `${system}.yaml`,
      checkedAt: new Date(),
    })),
  })
  return systems
}

describe('the plans in force', () => {
  test('of a system as of all are read with the sections that plans gained since', async () => {
    const [system = ''] = await inForce(1)
    const one = await planInForce(SYSTEM, system)
    expect(one?.plan).toMatchObject({ ...LATER_SECTIONS, system: { name: `System ${system}` } })
    expect((await plansInForce(SYSTEM)).find((each) => each.system === system)).toEqual(one)
    expect((await revisionsById(SYSTEM, [one?.revisionId ?? null, null])).get(one?.revisionId ?? '')?.plan).toEqual(
      one?.plan,
    )
    expect(one?.since, 'not known is not the beginning of time').toBeNull()
  })

  test('are all there, however many a process keeps, also when most are new to it', async () => {
    const first = await inForce(3)
    expect((await plansInForce(SYSTEM)).map(({ system }) => system)).toEqual(expect.arrayContaining(first))
    const more = await inForce(150)
    const all = new Set((await plansInForce(SYSTEM)).map(({ system }) => system))
    expect([...first, ...more].filter((system) => !all.has(system))).toEqual([])
  })

  test('are read by more transactions at once than there are connections', async () => {
    const systems = await inForce(30)
    const found = await Promise.all(
      systems.map((system) => db.$transaction(async (tx) => (await planInForce(SYSTEM, system, tx))?.system)),
    )
    expect(found).toEqual(systems)
  })

  test('tell a system whose every text was refused from one that nobody named', async () => {
    const system = `refused-${randomUUID().slice(0, 8)}`
    const faults = [{ line: 1, column: 1, message: 'not a plan' }]
    await db.planInForce.create({ data: { system, file: `${system}.yaml`, faults, checkedAt: new Date() } })
    expect(await findPlan(SYSTEM, system)).toMatchObject({ system, revisionId: null, faults })
    expect(await planInForce(SYSTEM, system)).toBeNull()
    expect((await plansWithoutRevision(SYSTEM)).map((one) => one.system)).toContain(system)
    expect(await findPlan(SYSTEM, `${system}-x`)).toBeNull()
  })

  test('are not for somebody without a role that may read plans', async () => {
    const nobody = { role: 'nobody', held: [] } as unknown as Actor
    for (const reading of [
      plansInForce(nobody),
      planInForce(nobody, 'x'),
      findPlan(nobody, 'x'),
      plansWithoutRevision(nobody),
      revisionsById(nobody, []),
    ]) {
      await expect(reading).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
