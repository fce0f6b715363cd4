import { expect, test } from 'vitest'
import { type ApprovingPlan, neededApproval, type Restoring } from '@/lib/plans/rules/approval'
import { AWAY, DB, HOME, lead, owner, planOf, restoring, SHARED } from '@/lib/plans/testing/approvals'

const quiet = planOf('a', HOME, {}, DB)
const asks = planOf('a', HOME, { production: lead }, DB)
const neighbour = planOf('b', HOME, { production: owner })
const found = restoring({ assetKey: 'found' })
const [LEAD, OWNER] = [lead.source.says, owner.source.says]
const NOBODY = 'Nobody can know who has to agree, so somebody must.'
const strictest = (key: string) =>
  `No plan names ${key} in account ${HOME}: the strictest of the plans that name the account holds.`
const nowhere = [{ key: 'db', environment: null }]
const renamed = [{ key: 'db', environment: 'renamed' }]
const abroad = restoring({ targetAccountId: SHARED })
const other = (key: string) => [{ key, environment: 'production' }]
const same = (environment: string) => [{ key: 'other', environment, identifier: 'db' }]
test.each<[string, ApprovingPlan[], Restoring, string | null, string[]]>([
  ['of what its plan names', [asks], restoring(), 'engineering lead', [LEAD]],
  ['of what is found', [asks], found, 'engineering lead', [strictest('found'), LEAD]],
  [
    'of several plans, the own one first',
    [neighbour, asks],
    found,
    'engineering lead of System a and platform owner of System b',
    [strictest('found'), LEAD, OWNER],
  ],
  [
    'of two environments with one approver, once',
    [planOf('a', HOME, { production: lead, staging: lead }, nowhere)],
    restoring(),
    'engineering lead',
    [LEAD],
  ],
  [
    'of two environments of one plan, without its name',
    [planOf('a', HOME, { production: lead, staging: owner }, nowhere)],
    restoring(),
    'engineering lead and platform owner',
    [LEAD, OWNER],
  ],
  [
    'of no plan and two accounts',
    [],
    abroad,
    'a second person',
    [
      ...['No plan of a is in force.', `No plan in force names the account ${HOME}.`],
      ...[`No plan in force names the account ${SHARED}.`, NOBODY],
    ],
  ],
  [
    'of no plan and one account, once',
    [],
    restoring(),
    'a second person',
    ['No plan of a is in force.', `No plan in force names the account ${HOME}.`, NOBODY],
  ],
  [
    'of an environment nobody knows',
    [planOf('a', HOME, {}, renamed)],
    restoring(),
    'a second person',
    ['Its plan knows no environment "renamed".', NOBODY],
  ],
  [
    'of an environment nobody knows, where another asks',
    [planOf('a', HOME, { staging: lead }, renamed)],
    restoring(),
    'engineering lead',
    ['Its plan knows no environment "renamed".', LEAD],
  ],
  [
    'of another account that nobody knows',
    [asks],
    abroad,
    'engineering lead',
    [`No plan in force names the account ${SHARED}.`, LEAD],
  ],
  [
    'of a system without a plan',
    [neighbour],
    restoring(),
    'platform owner',
    ['No plan of a is in force.', strictest('db'), OWNER],
  ],
  [
    'of a system without a plan, where nobody asks',
    [planOf('b', HOME, {})],
    restoring(),
    'a second person',
    ['No plan of a is in force.', NOBODY],
  ],
  [
    'of the plan of the other account',
    [quiet, planOf('b', SHARED, { production: owner })],
    abroad,
    'platform owner',
    [OWNER],
  ],
  [
    'of the same thing in staging',
    [quiet, planOf('b', HOME, { production: owner }, same('staging'))],
    restoring(),
    null,
    [],
  ],
  [
    'of the same name in another account',
    [quiet, planOf('b', AWAY, { production: owner }, same('production'))],
    restoring(),
    null,
    [],
  ],
  [
    'of another thing in the account',
    [quiet, planOf('b', HOME, { production: owner }, other('other'))],
    restoring(),
    null,
    [],
  ],
  [
    'of what its plan names after something in staging',
    [planOf('a', HOME, { production: lead }, [{ key: 'first', environment: 'staging' }, ...DB])],
    restoring(),
    'engineering lead',
    [LEAD],
  ],
  [
    'of three plans, the own one first and the others as they come',
    [planOf('c', HOME, { staging: owner }), asks, neighbour],
    found,
    'engineering lead of System a and platform owner of System c and platform owner of System b',
    [strictest('found'), LEAD, OWNER],
  ],
  [
    'of the own plan before and after others',
    [asks, planOf('c', HOME, { staging: owner }), neighbour],
    found,
    'engineering lead of System a and platform owner of System c and platform owner of System b',
    [strictest('found'), LEAD, OWNER],
  ],
  [
    'of the own plan for another environment, where it is made in another account',
    [planOf('a', HOME, { staging: lead }, DB), planOf('b', SHARED, {})],
    abroad,
    null,
    [],
  ],
])('is said with the reason: %s', (_, plans, asked, by, says) => {
  expect(neededApproval(plans, asked)).toEqual(
    by === null ? null : { by, says: says.join(' '), roles: expect.any(Array) },
  )
})
