import { describe, expect, test } from 'vitest'
import type { AssetState } from '@/lib/inventory/model/asset-state'
import type { Variable, VariableSource } from '@/lib/plans/model/messages'
import type { Plan } from '@/lib/plans/model/plan'
import { type AssetKnown, fillByHand, fillIn, fillMessage } from '@/lib/screens/runbook/rules/fill-in'

const place = (from: VariableSource | null, type: Variable['type'] = 'text'): Variable => ({
  name: 'x',
  type,
  what: 'A thing',
  from,
  placeholder: null,
})
const plan = {
  system: { account: { id: '210000000001' } },
  environments: [{ key: 'production', primaryRegion: 'us-east-1', drRegion: null }],
  assets: [
    {
      key: 'db',
      identifier: 'phaserai-prod',
      region: 'us-east-1',
      settings: { instanceClass: 'db.t3.small' },
      database: { name: 'phaserai_prod', user: 'phaserai_admin', tables: ['app_8b514_users'] },
    },
  ],
} as unknown as Plan
const seen = (facts: AssetState['facts'], trusted = true): ReadonlyMap<string, AssetKnown> =>
  new Map([
    ['db', { asset: { facts, mechanisms: [] } as unknown as AssetState, trusted, newestSnapshot: 'rds:auto-1' }],
  ])

describe('what a place of a runbook is filled in with', () => {
  test.each<[string, VariableSource | null, string | null]>([
    ['nothing names a source', null, null],
    ['a fixed value', { kind: 'value', value: 'db.t3.small' }, 'db.t3.small'],
    ['the account', { kind: 'account', fact: 'id' }, '210000000001'],
    ['a region that is stated', { kind: 'environment', environment: 'production', fact: 'primaryRegion' }, 'us-east-1'],
    ['a region that is not', { kind: 'environment', environment: 'production', fact: 'drRegion' }, null],
    ['a fact of the account', { kind: 'asset', asset: 'db', fact: 'endpoint' }, 'db.example'],
    ['what the account has goes before the plan', { kind: 'asset', asset: 'db', fact: 'instanceClass' }, 'db.m5.large'],
    ['what only the plan has', { kind: 'asset', asset: 'db', fact: 'databaseUser' }, 'phaserai_admin'],
    ['the newest snapshot', { kind: 'asset', asset: 'db', fact: 'newestSnapshot' }, 'rds:auto-1'],
    ['a fact nobody has', { kind: 'asset', asset: 'db', fact: 'arn' }, null],
    ['an asset nobody has', { kind: 'asset', asset: 'other', fact: 'arn' }, null],
    ['an incident, while none is open', { kind: 'incident', fact: 'startedAt' }, null],
  ])('%s', (_what, from, value) => {
    const known = seen({ endpointAddress: 'db.example', instanceClass: 'db.m5.large' })
    expect(fillIn(place(from), plan, known, null).value).toBe(value)
  })

  test('an old fact is filled in and marked as last known, never as sure', () => {
    const from = { kind: 'asset', asset: 'db', fact: 'endpoint' } as const
    const filled = fillIn(place(from), plan, seen({ endpointAddress: 'db.example' }, false), null)
    expect(filled).toMatchObject({ value: 'db.example', trusted: false })
    expect(filled.why).toContain('last known')
  })

  test('facts of the open incident are filled in, and one not recorded says so', () => {
    const facts = { number: 'INC-0007' }
    expect(fillIn(place({ kind: 'incident', fact: 'number' }), plan, new Map(), facts).value).toBe('INC-0007')
    expect(fillIn(place({ kind: 'incident', fact: 'startedAt' }), plan, new Map(), facts).why).toContain('not recorded')
  })

  test('what a person types fills an open place only, and only when it fits', () => {
    const open = fillIn(place(null, 'host'), plan, new Map(), null)
    expect(fillByHand(open, ' db.example ')).toMatchObject({ value: 'db.example', fault: null })
    expect(fillByHand(open, 'x; rm -rf /')).toMatchObject({ value: null, typed: 'x; rm -rf /' })
    expect(fillByHand(open, undefined)).toEqual(open)
    const known = fillIn(place({ kind: 'account', fact: 'id' }), plan, new Map(), null)
    expect(fillByHand(known, 'other')).toEqual(known)
  })

  test('in a message what a person types goes before what is known, and any sentence will do', () => {
    const known = fillIn(place({ kind: 'incident', fact: 'title' }), plan, new Map(), {
      title: 'Rows missing in app_users',
    })
    expect(fillMessage(known, undefined)).toEqual(known)
    const said = 'Sign-in fails for some; "reset" does not help & we know why'
    expect(fillMessage(known, said)).toMatchObject({ value: said, why: 'filled in by hand', fault: null })
    expect(fillByHand(fillIn(place(null), plan, new Map(), null), said).fault).toContain('expected text without')
  })

  test('a message keeps what is known where the typed text does not fit its type, and says why', () => {
    const at = fillIn(place({ kind: 'incident', fact: 'startedAt' }, 'instant'), plan, new Map(), {
      startedAt: '2026-11-21T03:00:00Z',
    })
    expect(fillMessage(at, 'soon')).toMatchObject({ value: '2026-11-21T03:00:00Z', typed: 'soon' })
    expect(fillMessage(at, 'soon').fault).toContain('expected a time in UTC')
    expect(fillMessage(at, 'one\u0085line').fault).toContain('one line of text')
  })
})
