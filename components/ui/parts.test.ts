import { describe, expect, it } from 'vitest'
import { clockFace } from '@/components/ui/clock-face'
import { differingEnd } from '@/components/ui/differing-end'
import { MARK_LOOK, MARK_ORDER } from '@/components/ui/mark'
import { overFactor } from '@/components/ui/tidemark-bar'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/time/durations'

describe('clockFace', () => {
  const face = (ms: number, units?: number) =>
    clockFace(ms, units)
      .map(({ value, unit }) => `${value}${unit}`)
      .join(' ')

  it.each([
    [2 * HOUR + 5 * SECOND, 3, '2h 0m 5s'],
    [27 * MINUTE + 40 * SECOND, 3, '27m 40s'],
    [3 * DAY + HOUR, 2, '3d 1h'],
    [0, 3, '0s'],
    [-5_000, 3, '0s'],
  ])('%d in %d figures is %s', (ms, units, expected) => {
    expect(face(ms, units)).toBe(expected)
  })
})

describe('differingEnd', () => {
  it.each([
    ['phaserai-prod-pitr', 'phaserai-prod', { name: '-prod-pitr', other: '-prod' }],
    ['phaserai-prod', 'phaserai-staging', { name: '-prod', other: '-staging' }],
    ['same-name', 'same-name', null],
    ['alpha', 'beta', null],
  ])('%s against %s', (name, other, expected) => {
    expect(differingEnd(name, other)).toEqual(expected)
  })
})

describe('marks', () => {
  it('tell every state by word and weight of fill, not by colour alone', () => {
    const looks = MARK_ORDER.map((mark) => MARK_LOOK[mark])
    expect(new Set(looks.map(({ word }) => word)).size).toBe(MARK_ORDER.length)
    const rank = { fill: 0, line: 1, plain: 2 }
    const weights = looks.map(({ weight }) => rank[weight])
    expect(weights).toEqual([...weights].sort())
  })
})

it('prints the factor only beyond the broken end', () => {
  expect([null, 1.2, 1.5, 2.54, 24.2].map(overFactor)).toEqual([null, null, null, '2.5×', '24×'])
})
