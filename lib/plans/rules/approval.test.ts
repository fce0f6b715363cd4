import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApprovingPlan, neededApproval, type Restoring, restoreApprovalFor } from '@/lib/plans/rules/approval'
import {
  type ApprovedAsset,
  AWAY,
  DB,
  HOME,
  lead,
  owner,
  planOf,
  restoring,
  SHARED,
} from '@/lib/plans/testing/approvals'

describe('who has to agree to a restore', () => {
  const quiet = planOf('a', HOME, {}, DB)
  const asks = planOf('a', HOME, { production: lead }, DB)
  const neighbour = planOf('b', HOME, { production: owner })
  const found = restoring({ assetKey: 'found' })

  const table: [string, ApprovingPlan[], Restoring, string | null, RegExp?][] = [
    ['what its plan names, where it asks for nobody', [quiet], restoring(), null],
    ['what its plan names, where it asks for somebody', [asks], restoring(), 'engineering lead', /agrees to a restore/],
    [
      'a staging database, where only production asks',
      [planOf('a', HOME, { production: lead }, [{ key: 'db', environment: 'staging' }])],
      restoring(),
      null,
    ],
    ['what its plan names, beside a stricter plan of the same account', [quiet, neighbour], restoring(), null],
    [
      'the same thing named by a second, stricter plan',
      [
        quiet,
        planOf('b', HOME, { production: owner }, [{ key: 'other', environment: 'production', identifier: 'db' }]),
      ],
      restoring(),
      'platform owner',
    ],
    [
      'what its plan places nowhere: the strictest of its environments',
      [planOf('a', HOME, { staging: lead }, [{ key: 'db', environment: null }])],
      restoring(),
      'engineering lead',
    ],
    [
      'an environment the plan does not know',
      [planOf('a', HOME, { staging: lead }, [{ key: 'db', environment: 'renamed' }])],
      restoring(),
      'engineering lead',
      /knows no environment "renamed"/,
    ],
    [
      'an environment the plan does not know, and nobody asks',
      [planOf('a', HOME, {}, [{ key: 'db', environment: 'renamed' }])],
      restoring(),
      'a second person',
      /somebody must/,
    ],
    [
      'an environment that was renamed in the plan',
      [planOf('a', HOME, { production: lead }, DB)],
      restoring(),
      'engineering lead',
    ],
    [
      'found in the account, and its plan asks',
      [asks],
      found,
      'engineering lead',
      /No plan names found in account 210000000001/,
    ],
    ['found in the account, and only another system’s plan asks', [quiet, neighbour], found, 'platform owner'],
    [
      'found in an account of two plans with different approvers',
      [neighbour, asks],
      found,
      'engineering lead of System a and platform owner of System b',
    ],
    ['found in an account whose plans ask for nobody', [quiet, planOf('b', HOME, {})], found, null],
    ['found, and another account’s plan asks', [quiet, planOf('b', AWAY, { production: owner })], found, null],
    ['a system without a plan in force', [neighbour], restoring(), 'platform owner', /^No plan of a is in force\./],
    ['a system without a plan in force, and nobody asks', [planOf('b', HOME, {})], restoring(), 'a second person'],
    [
      'no plan in force at all',
      [],
      restoring(),
      'a second person',
      /No plan of a is in force\. No plan in force names the account/,
    ],
    ['a plan dropped it: it is as found', [planOf('a', HOME, { production: lead })], restoring(), 'engineering lead'],
    [
      'its account is no longer the plan’s',
      [asks],
      restoring({ accountId: AWAY, targetAccountId: AWAY }),
      'engineering lead',
      /names the account 210000000003/,
    ],
    [
      'its account is another system’s by now',
      [quiet, planOf('b', AWAY, { staging: owner })],
      restoring({ accountId: AWAY, targetAccountId: AWAY }),
      'platform owner',
    ],
    [
      'made in another account, whose plan asks',
      [quiet, planOf('b', SHARED, { production: owner })],
      restoring({ targetAccountId: SHARED }),
      'platform owner',
    ],
    [
      'made in another account, whose plan asks for nobody',
      [quiet, planOf('b', SHARED, {})],
      restoring({ targetAccountId: SHARED }),
      null,
    ],
    [
      'made in another account that no plan names',
      [quiet],
      restoring({ targetAccountId: SHARED }),
      'a second person',
      /names the account 210000000002/,
    ],
    [
      'made in another account, and both ask',
      [asks, planOf('b', SHARED, { production: owner })],
      restoring({ targetAccountId: SHARED }),
      'engineering lead of System a and platform owner of System b',
    ],
  ]
  test.each(table)('%s', (_, plans, asked, by, says) => {
    const needed = neededApproval(plans, asked)
    expect(needed?.by ?? null).toBe(by)
    if (says) expect(needed?.says).toMatch(says)
    if (needed) expect(needed.says).not.toMatch(/undefined|null|\[object/)
  })

  const plan = fc
    .tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom(HOME, SHARED, AWAY),
      fc.record({ production: fc.constantFrom(null, lead), staging: fc.constantFrom(null, owner) }),
      fc.subarray<ApprovedAsset>([...DB, { key: 'other', environment: null }, { key: 'odd', environment: 'renamed' }]),
    )
    .map((drawn) => planOf(...drawn))
  const plans = fc.uniqueArray(plan, { selector: ({ system }) => system, maxLength: 3 })
  const asked = fc.record({
    system: fc.constantFrom('a', 'b', 'c'),
    assetKey: fc.constantFrom('db', 'other', 'odd', 'found'),
    identifier: fc.constantFrom('db', 'found'),
    accountId: fc.constantFrom(HOME, SHARED, AWAY),
    targetAccountId: fc.constantFrom(HOME, SHARED, AWAY),
  })

  test('is nobody only where a plan in force speaks of it and of both accounts, whatever else there is', () => {
    fc.assert(
      fc.property(plans, asked, (drawn, one) => {
        if (neededApproval(drawn, one) !== null) return
        const own = drawn.find(({ system }) => system === one.system)
        expect(own).toBeDefined()
        for (const account of [one.accountId, one.targetAccountId]) {
          expect(drawn.some(({ plan: { system } }) => system.account.id === account)).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('never becomes nobody because a plan asks for somebody more', () => {
    const stricter = ({ system, plan: drawn }: ApprovingPlan): ApprovingPlan => ({
      system,
      plan: { ...drawn, environments: drawn.environments.map((one) => ({ ...one, restoreApproval: lead })) },
    })
    fc.assert(
      fc.property(plans, asked, fc.nat(2), (drawn, one, index) => {
        const changed = drawn.map((each, at) => (at === index ? stricter(each) : each))
        if (neededApproval(drawn, one)) expect(neededApproval(changed, one)).not.toBeNull()
        const all = drawn.map(stricter)
        expect(neededApproval(all, one)).not.toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('by one plan alone is what its environment asks for', () => {
    expect(restoreApprovalFor(asks.plan, 'db')?.by).toBe('engineering lead')
    expect(restoreApprovalFor(quiet.plan, 'db')).toBeNull()
    const staged = planOf('a', HOME, { production: lead }, [{ key: 'db', environment: 'staging' }])
    expect(restoreApprovalFor(staged.plan, 'db')).toBeNull()
    const second = planOf('a', HOME, { staging: owner }, [{ key: 'db', environment: null }])
    expect(restoreApprovalFor(second.plan, 'db')).toBe(owner)
    expect(restoreApprovalFor(asks.plan, 'found')?.by).toBe('engineering lead')
  })
})
