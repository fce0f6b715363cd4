import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeldRole, Holder, Role } from '@/lib/auth/model/actor'
import { planRoleKey } from '@/lib/auth/rules/plan-role'
import {
  type Action,
  authorise,
  can,
  canSomewhere,
  EVERY_SYSTEM,
  isAmong,
  ofSystems,
  PERMISSIONS,
  ROLES,
  rolesInWords,
  systemsFor,
} from '@/lib/auth/rules/roles'

const ACTIONS = Object.keys(PERMISSIONS) as Action[]
const [OWN, OTHER] = [{ system: 'phaserai' }, { system: 'solosuccess' }]

const forAll = (role: Role): Holder => ({ role, held: [] })
const forOwn = (role: Role): Holder => ({ role: null, held: [{ ...OWN, role, planRole: null }] })

/** The table of docs/roles.md as action -> what it is held for, and the roles. */
function documented(): Map<string, { of: string; roles: string[] }> {
  const lines = readFileSync('docs/roles.md', 'utf8').split('\n')
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const head = lines.findIndex((line) => line.startsWith('| action'))
  const roles = cells(lines[head] ?? '').slice(2)
  const rows = lines
    .slice(head + 2)
    .filter((line) => line.startsWith('|'))
    .map(cells)
  return new Map(
    rows.map(([action = '', of = '', ...marks]) => [action, { of, roles: roles.filter((_, i) => marks[i] === 'yes') }]),
  )
}

describe('what each role may do', () => {
  const table = documented()
  const pairs = ACTIONS.flatMap((action) => ROLES.map((role) => [role, action] as const))
  const documents = (role: Role, action: Action) => table.get(action)?.roles.includes(role)

  test('the page names every action and no other', () => {
    expect([...table.keys()].sort()).toEqual([...ACTIONS].sort())
    for (const { of } of table.values()) expect(['system', 'all', 'any']).toContain(of)
  })

  test.each(pairs)('%s for all systems, %s: on every system and on what is of none', (role, action) => {
    for (const subject of [OWN, OTHER, EVERY_SYSTEM]) {
      expect(can(forAll(role), action, subject), JSON.stringify(subject)).toBe(documents(role, action))
    }
    expect(canSomewhere(forAll(role), action)).toBe(documents(role, action))
  })

  test.each(pairs)('%s of one system, %s: there, nowhere else, and on nothing that is of none', (role, action) => {
    expect(can(forOwn(role), action, OWN), 'own system').toBe(documents(role, action))
    expect(can(forOwn(role), action, OTHER), 'another system').toBe(false)
    expect(can(forOwn(role), action, EVERY_SYSTEM), 'all').toBe(false)
    expect(canSomewhere(forOwn(role), action)).toBe(documents(role, action))
  })

  test('what is held for all only is asked so wherever it is asked, and nothing else is', () => {
    const asked = globSync(['lib/**/*.ts', 'app/**/*.{ts,tsx}'], { exclude: ['lib/db/generated/**', '**/*.test.ts'] })
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\b(?:can|authorise)\(\w+, '([a-z.-]+)', (\w+)/g)])
      .map(([, action = '', subject]) => ({ action, all: subject === 'EVERY_SYSTEM' }))
    expect(asked.length).toBeGreaterThan(40)
    for (const { action, all } of asked) expect(all ? 'all' : 'system', action).toBe(table.get(action)?.of)
  })

  test.each(ACTIONS)('%s: nobody without a role, and nobody by the name of a plan’s role', (action) => {
    const mapped = { role: null, held: [{ ...OWN, role: null, planRole: 'engineering lead' }] }
    for (const nobody of [{ role: null, held: [] }, mapped]) {
      for (const subject of [OWN, OTHER, EVERY_SYSTEM]) expect(can(nobody, action, subject)).toBe(false)
      expect(canSomewhere(nobody, action)).toBe(false)
      expect(() => systemsFor(nobody, action)).toThrow('You hold no role')
    }
  })

  test('a refusal names what is held, who may, and where', () => {
    expect(() => authorise(forAll('viewer'), 'restore.request', OWN)).toThrow(
      'Your role is viewer; this needs one of: dba, admin.',
    )
    expect(() => authorise(forOwn('approver'), 'restore.approve', OTHER)).toThrow(
      'You hold approver of phaserai; this needs one of: approver, commander, admin, for solosuccess or for all systems.',
    )
    expect(() => authorise(forOwn('admin'), 'user.manage', EVERY_SYSTEM)).toThrow(
      'You hold admin of phaserai; this needs one of: admin, for all systems.',
    )
    expect(rolesInWords({ role: 'viewer', held: forOwn('dba').held })).toBe(
      'You hold viewer for all systems, dba of phaserai',
    )
  })
})

describe('the systems of a list', () => {
  const held = fc.record({
    system: fc.constantFrom('phaserai', 'solosuccess', 'devonn', ''),
    role: fc.constantFrom(...ROLES, null),
    planRole: fc.constant(null),
  })
  const holder = fc.record({ role: fc.constantFrom(...ROLES, null), held: fc.array<HeldRole>(held, { maxLength: 4 }) })

  test('are exactly those on which the action is allowed, one by one', () => {
    fc.assert(
      fc.property(holder, fc.constantFrom(...ACTIONS), (one, action) => {
        const systems = canSomewhere(one, action) ? systemsFor(one, action) : []
        for (const system of ['phaserai', 'solosuccess', 'devonn', 'phoenix', '']) {
          expect(isAmong(systems, system)).toBe(can(one, action, { system }))
        }
        expect(systems === null).toBe(can(one, action, EVERY_SYSTEM))
        expect(ofSystems(systems)).toEqual(systems === null ? {} : { system: { in: systems } })
      }),
      { numRuns: 500 },
    )
  })

  test('more is never less: another role takes nothing away', () => {
    fc.assert(
      fc.property(holder, held, fc.constantFrom(...ACTIONS), (one, more, action) => {
        const richer = { ...one, held: [...one.held, more] }
        for (const subject of [OWN, OTHER, EVERY_SYSTEM]) {
          if (can(one, action, subject)) expect(can(richer, action, subject)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

test.each([
  ['Engineering Lead', 'engineering lead'],
  ['engineering-lead', 'engineering lead'],
  ['  engineering   lead ', 'engineering lead'],
  ['ENGINEERING_LEAD', 'engineering lead'],
  ['Ｅngineering lead', 'engineering lead'],
  ['CTO', 'cto'],
])('the role %s of a plan is compared as %s', (name, key) => {
  expect(planRoleKey(name)).toBe(key)
  expect(planRoleKey(planRoleKey(name))).toBe(key)
})
