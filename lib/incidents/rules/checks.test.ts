import { describe, expect, test } from 'vitest'
import type { CheckAct } from '@/lib/incidents/model/acts'
import { checkFault, checkText, isDue, ticksOf } from '@/lib/incidents/rules/checks'

const act = (item: string, ticked: boolean, seq: number, checklist = 'first-look'): CheckAct => ({
  checklist,
  item,
  ticked,
  seq,
  entryId: `${seq}`,
  at: seq * 60_000,
  byName: 'Scribe',
})

describe('the ticks of a checklist', () => {
  test('the newest act on each item holds, by order of recording; other lists say nothing', () => {
    const acts = [act('scope', false, 3), act('scope', true, 1), act('team', true, 2), act('team', false, 4, 'other')]
    expect([...ticksOf('first-look', acts)].map(([item, { ticked }]) => [item, ticked])).toEqual([
      ['scope', false],
      ['team', true],
    ])
  })

  test('the same tick twice is refused with the name of who was first, and so is taking back what is not there', () => {
    const acts = [act('scope', true, 61)]
    const fault = (item: string, ticked: boolean) => checkFault(acts, { checklist: 'first-look', item, ticked })
    expect(fault('scope', true)).toBe('Scribe ticked it at 01:01:00 UTC already.')
    expect(fault('scope', false)).toBeNull()
    expect(fault('team', true)).toBeNull()
    expect(fault('team', false)).toBe('It is not ticked.')
  })
})

test('the line of the timeline says what was ticked, or taken back, and of which list', () => {
  expect(checkText('Right after recovery', 'Every service works', true)).toBe(
    'Checked: Every service works (Right after recovery).',
  )
  expect(checkText('First look', 'Scope', false)).toBe('Check taken back: Scope (First look).')
})

test.each([
  ['response', 'identified', 'live', true],
  ['recovery', 'identified', 'drill', true],
  ['assessment', 'investigating', 'live', true],
  ['assessment', 'recovering', 'live', false],
  ['recovery', 'recovering', 'live', true],
  ['verification', 'monitoring', 'live', true],
  ['post-recovery', 'resolved', 'live', true],
  ['drill', 'investigating', 'live', false],
  ['drill', 'investigating', 'drill', true],
] as const)('a list of kind %s is due while %s, %s: %s', (kind, status, mode, due) => {
  expect(isDue(kind, status, mode)).toBe(due)
})
