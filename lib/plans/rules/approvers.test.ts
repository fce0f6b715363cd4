import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeldRole, Role } from '@/lib/auth/model/actor'
import { ROLES } from '@/lib/auth/rules/roles'
import { type Agreeing, agreementFault, agreementSays } from '@/lib/plans/rules/approvers'
import { planRolesOf } from '@/lib/plans/rules/plan-roles'

const LEAD = { system: 'solosuccess', name: 'SoloSuccess AI', by: 'engineering lead' }
const OWNER = { system: 'phoenix', name: 'Phoenix Platform', by: 'Platform Owner' }

const role = (system: string, name: Role): HeldRole => ({ system, role: name, planRole: null })
const as = (system: string, planRole: string): HeldRole => ({ system, role: null, planRole })
const person = (id: string, forAll: Role | null, ...held: HeldRole[]): Agreeing => ({
  id,
  name: id,
  role: forAll,
  held,
})

const anyApprover = person('approver', 'approver')
const ofSolo = person('of solo', null, role('solosuccess', 'approver'))
const ofPhaser = person('of phaser', null, role('phaserai', 'approver'))
const lead = person('lead', null, role('solosuccess', 'approver'), as('solosuccess', 'engineering lead'))
const leadWithoutRole = person('lead without a role', 'viewer', as('solosuccess', 'engineering lead'))
const leadElsewhere = person('lead elsewhere', 'approver', as('phaserai', 'engineering lead'))
const both = person('both', 'approver', as('solosuccess', 'engineering lead'), as('phoenix', 'platform owner'))

const asked = (roles = [LEAD], requesterId = 'dba') => ({ system: 'solosuccess', requesterId, roles })
const NOT_LEAD = /^The plan of SoloSuccess AI wants the engineering lead to agree: lead\.$/

describe('who may agree to a restore of SoloSuccess', () => {
  const table: [string, Agreeing, ReturnType<typeof asked>, Agreeing[], RegExp | null][] = [
    ['any approver, where nobody is mapped', anyApprover, asked(), [], null],
    ['an approver of the system, where nobody is mapped', ofSolo, asked(), [], null],
    ['no approver of another system', ofPhaser, asked(), [], /who may approve restores of solosuccess/],
    ['no viewer', person('v', 'viewer'), asked(), [], /who may approve/],
    ['no dba', person('d', 'dba'), asked(), [], /who may approve/],
    ['nobody without a role', person('n', null), asked(), [], /who may approve/],
    ['the one who is mapped', lead, asked(), [lead], null],
    ['no other approver of the system, where one is mapped', ofSolo, asked(), [lead], NOT_LEAD],
    ['no approver for all, where one is mapped', anyApprover, asked(), [lead], NOT_LEAD],
    ['no admin for all, where one is mapped', person('admin', 'admin'), asked(), [lead], NOT_LEAD],
    ['any of several who are mapped', both, asked(), [lead, both], null],
    ['any approver, where who is mapped may approve nothing', anyApprover, asked(), [leadWithoutRole], null],
    ['not who is mapped and may approve nothing', leadWithoutRole, asked(), [leadWithoutRole], /who may approve/],
    ['any approver, where one is mapped to the same role of another plan', anyApprover, asked(), [leadElsewhere], null],
    ['not who acts as the same role of another plan', leadElsewhere, asked(), [lead, leadElsewhere], NOT_LEAD],
    ['any other approver, where the requester alone is mapped', anyApprover, asked([LEAD], 'lead'), [lead], null],
    ['the second one mapped, where the first asked', both, asked([LEAD], 'lead'), [lead, both], null],
    [
      'no one else, where the second one mapped could',
      anyApprover,
      asked([LEAD], 'lead'),
      [lead, both],
      /wants the engineering lead to agree: both/,
    ],
    ['any approver, where no plan names a role', anyApprover, asked([]), [lead], null],
    ['who may approve for every system whose plan asks', anyApprover, asked([LEAD, OWNER]), [], null],
    ['not who may for one of two', ofSolo, asked([LEAD, OWNER]), [], /restores of phoenix/],
    ['who acts as both roles', both, asked([LEAD, OWNER]), [lead, both], null],
    [
      'not who acts as one of two that are mapped',
      person('l', 'approver', as('solosuccess', 'engineering lead')),
      asked([LEAD, OWNER]),
      [both],
      /wants the engineering lead to agree: both/,
    ],
  ]
  test.each(table)('%s', (_, one, agreement, mapped, fault) => {
    const found = agreementFault(one, agreement, mapped)
    if (fault === null) expect(found).toBeNull()
    else expect(found).toMatch(fault)
  })

  test.each([
    [
      'nobody is mapped',
      asked(),
      [],
      /^No one who may approve is mapped to the plan’s role engineering lead of SoloSuccess AI; any other approver/,
    ],
    ['who is mapped may not approve', asked(), [leadWithoutRole], /^No one who may approve is mapped/],
    ['the requester alone is mapped', asked([LEAD], 'lead'), [lead], /^Only the requester is mapped/],
    ['somebody is', asked(), [lead, both], /^lead or both may agree as engineering lead of SoloSuccess AI\.$/],
    [
      'two plans ask',
      asked([LEAD, OWNER]),
      [lead],
      /^lead may agree .*\. No one who may approve is mapped to the plan’s role Platform Owner/,
    ],
    ['no plan names a role', asked([]), [], /^$/],
  ])('the page says so where %s', (_, agreement, mapped, says) => {
    expect(agreementSays(agreement, mapped)).toMatch(says)
  })

  const held = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom('solosuccess', 'phoenix'), fc.constantFrom(...ROLES)).map(([s, r]) => role(s, r)),
      fc.constantFrom(as('solosuccess', 'engineering lead'), as('phoenix', 'platform owner')),
    ),
    { maxLength: 4 },
  )
  const people = fc
    .array(fc.tuple(fc.constantFrom(...ROLES, null), held), { minLength: 2, maxLength: 4 })
    .map((drawn) => drawn.map(([forAll, holds], index) => person(`p${index}`, forAll, ...holds)))

  test('one role never locks everybody out who could approve before: whoever is named may agree', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(LEAD, OWNER), (everyone, one) => {
        const agreement = { system: one.system, requesterId: 'p0', roles: [one] }
        const mapped = everyone.filter(({ held: holds }) => holds.some(({ planRole }) => planRole !== null))
        const others = everyone.filter(({ id }) => id !== 'p0')
        const could = others.some((each) => agreementFault(each, { ...agreement, roles: [] }, []) === null)
        const can = others.some((each) => agreementFault(each, agreement, mapped) === null)
        expect(can).toBe(could)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('a plan names those who agree first, each role once in the writing that comes first', () => {
  const environment = (by: string | null) => ({ restoreApproval: by === null ? null : { by } })
  const roles = ['CTO', 'Engineering Lead', 'cto'].map((name) => ({ name }))
  expect(planRolesOf({ environments: [environment(null), environment('engineering lead')], roles })).toEqual([
    'engineering lead',
    'CTO',
  ])
  expect(planRolesOf({ environments: [environment(null)], roles: [] })).toEqual([])
})
