import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ResolvedPlan, resolvePlan } from '@/lib/findings/rules/resolve-plan'
import { parsePlan } from '@/lib/plans/document/parse'
import { HOUR, MINUTE } from '@/lib/time/durations'

const now = Date.UTC(2026, 10, 21, 14, 32)

function resolved(system: string, change = (text: string) => text): ResolvedPlan {
  const parsed = parsePlan(change(readFileSync(`plans/${system}.yaml`, 'utf8')), `${system}.yaml`)
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
  return resolvePlan(parsed.plan, parsed.contentHash, now)
}

const assetOf = (plan: ResolvedPlan, key: string) => plan.assets.find((asset) => asset.key === key)

describe('what governs an asset', () => {
  test.each([
    [
      'solosuccess',
      'production-solosuccess-db',
      'rto',
      HOUR,
      '1 h',
      'p0-critical',
      ['critical-systems 4 h'],
      'P0 critical governs with 1 h, the strictest: it is shorter than the 4 h of Critical systems.',
    ],
    [
      'solosuccess',
      'production-solosuccess-db',
      'rpo',
      6 * HOUR,
      '6 h',
      'database',
      [],
      'Database governs with 6 h: no other objective sets an RPO for this asset.',
    ],
    [
      'solosuccess',
      'solosuccess-terraform-state',
      'rpo',
      0,
      '0 s',
      'configuration',
      [],
      'Configuration governs with real time: no other objective sets an RPO for this asset.',
    ],
    [
      'phoenix',
      'phoenix',
      'rpo',
      5 * MINUTE,
      '5 m',
      'p0-critical',
      ['platform 15 m'],
      'P0 critical governs with 5 m, the strictest: it is shorter than the 15 m of Platform.',
    ],
    [
      'phoenix',
      'phoenix',
      'mttr',
      HOUR,
      '1 h',
      'platform',
      [],
      'Platform governs with 1 h: no other objective sets an MTTR for this asset.',
    ],
    [
      'phaserai',
      'phaserai-staging',
      'rto',
      8 * HOUR,
      '8 h',
      'staging',
      [],
      'Staging governs with 8 h: no other objective sets an RTO for this asset.',
    ],
  ] as const)('%s, %s: %s', (system, key, kind, ms, words, objective, others, reason) => {
    const governing = assetOf(resolved(system), key)?.[kind]
    expect([governing?.target, governing?.objective.id]).toEqual([{ ms, words }, objective])
    expect(governing?.others.map((other) => `${other.objective.id} ${other.target.words}`)).toEqual(others)
    expect(governing?.reason).toBe(reason)
  })

  test('of two alike the one with a maximum governs, else the one named first', () => {
    const alike = (p0: string) =>
      assetOf(
        resolved('phoenix', (text) => text.replace('rto: { target: 30 min }', p0)),
        'phoenix',
      )?.rto
    expect(alike('rto: { target: 2 h, max: 3 h }')?.reason).toBe(
      'P0 critical governs with 2 h, as Platform asks for the same, and its maximum is the shorter one.',
    )
    expect(alike('rto: { target: 2 h, max: 4 h }')?.reason).toBe(
      'Platform governs with 2 h, as P0 critical asks for the same, and the plan names it first.',
    )
  })

  test('an asset that no objective names is held to what is promised all around it', () => {
    expect(assetOf(resolved('phoenix'), 'etcd-cluster')?.rpo).toMatchObject({
      objective: { name: 'Platform' },
      reason: 'Platform governs with 15 m: no objective names this asset, and this one holds all around it.',
    })
    expect(assetOf(resolved('devonn'), 'devonn-backup-production')?.rpo ?? null).toBeNull()
  })
})

test('backups and approval stand beside the asset', () => {
  const database = assetOf(resolved('solosuccess'), 'production-solosuccess-db')
  expect(database?.approval?.by).toBe('engineering lead')
  expect(database?.backups.map(({ id, schedule, retention }) => [id, schedule, ...retention])).toEqual([
    ['database-automated', 'daily at 00:00 UTC', 'all for 30 d'],
    ['database-dump', 'daily at 00:00, 06:00, 12:00, 18:00 UTC', 'all for 30 d'],
  ])
  expect(assetOf(resolved('phaserai'), 'phaserai-prod')?.approval).toBeNull()
})

test('each scenario leads to its runbook, with what its steps add up to', () => {
  for (const system of ['phaserai', 'solosuccess', 'fruitfulplanet', 'devonn', 'phoenix']) {
    const { plan, scenarios, assets } = resolved(system)
    expect(scenarios.map(({ id }) => id)).toEqual(plan.scenarios.map(({ id }) => id))
    for (const scenario of scenarios) {
      const written = plan.scenarios.find(({ id }) => id === scenario.id)
      expect(scenario.runbook?.id ?? null).toBe(written?.runbook)
      for (const key of scenario.assets)
        expect(assetOf({ assets } as ResolvedPlan, key)?.scenarios).toContain(scenario.id)
    }
  }
})

test('the whole is JSON without holes', () => {
  const text = JSON.stringify(resolved('phoenix'))
  expect(text).not.toMatch(/undefined|NaN|Infinity/)
})
