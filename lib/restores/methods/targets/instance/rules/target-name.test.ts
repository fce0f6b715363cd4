import { describe, expect, it } from 'vitest'
import { proposeTargetName, targetNameFault } from '@/lib/restores/methods/targets/instance/rules/target-name'
import { parsePointTime, pointTimeKey } from '@/lib/restores/rules/point-time'

describe('the name of a target', () => {
  it.each([
    ['', /Name the new instance/],
    ['1abc', /begins with a letter/],
    ['Abc', /lower case/],
    ['a_b', /letters, digits and hyphens/],
    ['a--b', /two hyphens/],
    ['ab-', /end with a hyphen/],
    [`a${'b'.repeat(63)}`, /64 characters; RDS takes 63/],
  ])('%j is refused with a sentence', (name, sentence) => expect(targetNameFault(name)).toMatch(sentence))

  it.each(['a', 'phaserai-prod-pitr', `a${'b'.repeat(62)}`])('%j is taken as it is', (name) =>
    expect(targetNameFault(name)).toBeNull(),
  )

  it('is proposed free and valid, however long the source', () => {
    expect(proposeTargetName('phaserai-prod', 'pitr', new Set())).toBe('phaserai-prod-pitr')
    const taken = new Set(['phaserai-prod-pitr', 'phaserai-prod-pitr-2'])
    expect(proposeTargetName('phaserai-prod', 'pitr', taken)).toBe('phaserai-prod-pitr-3')
    expect(targetNameFault(proposeTargetName('x'.repeat(63), 'restored', new Set()))).toBeNull()
    expect(proposeTargetName(`${'x'.repeat(53)}----y`, 'pitr', new Set())).toBe(`${'x'.repeat(53)}-pitr`)
    const all = new Set(['a-pitr', ...Array.from({ length: 100 }, (_, n) => `a-pitr-${n}`)])
    expect([...all].includes('a-pitr-99')).toBe(true)
    expect(proposeTargetName('a', 'pitr', all)).toBe('a-pitr')
  })
})

describe('a second to restore to', () => {
  it.each([
    ['2026-11-21T13:04:12', '2026-11-21T13:04:12Z'],
    ['2026-11-21T13:04', '2026-11-21T13:04:00Z'],
    ['2026-11-21 13:04:12Z', '2026-11-21T13:04:12Z'],
    ['2026-11-21T13:04:12.000Z', '2026-11-21T13:04:12Z'],
    ['2026-11-21T14:04:12+01:00', '2026-11-21T13:04:12Z'],
    ['2026-11-20T23:30:00-05:00', '2026-11-21T04:30:00Z'],
    ['2024-02-29T00:00:00', '2024-02-29T00:00:00Z'],
    [' 2026-11-21T13:04:12 ', '2026-11-21T13:04:12Z'],
  ])('%j is %j', (text, key) => expect(pointTimeKey(parsePointTime(text) ?? 0)).toBe(key))

  it.each([
    '',
    'now',
    '13:04:12',
    '2026-02-30T00:00:00',
    '2026-11-21T25:00:00',
    '2026-11-21T13:04:12.5Z',
    '2026-11-21',
    'at 2026-11-21T13:04:12',
    '2026-11-21T13:04:12 sharp',
    '2026-11-21T13:04:12+99:00',
  ])('%j is refused', (text) => expect(parsePointTime(text)).toBeNull())
})
