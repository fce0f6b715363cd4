import { expect, test } from 'vitest'
import type { AccountRule, Found, PlanRule, Rule } from '@/lib/findings/model/rule'
import { RULES } from '@/lib/findings/registry'
import { withoutReplaced } from '@/lib/findings/rules/replace'

const rule = <R extends Rule>(id: string, scope: R['scope'], replaces?: Rule[]) =>
  ({ id, scope, find: () => [], replaces }) as unknown as R
const less = rule<PlanRule>('matter', 'plan')
const namesake = rule<AccountRule>('matter', 'account')
const more = rule<AccountRule>('more', 'account', [less])
const most = rule<AccountRule>('most', 'account', [more])

const left = (...raised: [Rule, about: string][]) =>
  withoutReplaced(raised.map(([each, about]) => ({ rule: each, found: { about } as Found }))).map(
    ({ rule: { id, scope }, found }) => `${scope} ${id}:${found.about}`,
  )

test('a finding gives way to one that replaces it on the same subject, wherever that stands', () => {
  expect(left([less, 'a'], [more, 'a'])).toEqual(['account more:a'])
  expect(left([more, 'a'], [less, 'a'])).toEqual(['account more:a'])
})

test('on another subject, or of a rule that only has the same id, it stays', () => {
  expect(left([less, 'a'], [more, 'b'], [namesake, 'b'])).toEqual([
    'plan matter:a',
    'account more:b',
    'account matter:b',
  ])
  expect(left([less, 'a:b'], [more, 'b'], [more, 'a'])).toHaveLength(3)
})

test('what is replaced still replaces', () => {
  expect(left([less, 'a'], [more, 'a'], [most, 'a'])).toEqual(['account most:a'])
})

test('a rule stands in the registry once, and replaces only what stands there too', () => {
  const rules = RULES.flat()
  expect(new Set(rules).size).toBe(rules.length)
  for (const { id, replaces = [] } of rules) {
    for (const each of replaces) expect(rules, `${id} replaces ${each.id}`).toContain(each)
  }
})
