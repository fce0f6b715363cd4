import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Hand, type HandAct, IN_HAND_MS, oneHand } from '@/lib/auth/rules/one-hand'

const NOW = Date.UTC(2026, 10, 28, 13)
const HOUR = 3_600_000
const requester = { id: 'R', name: 'Rosa' }
const approver = { id: 'P', name: 'Paul' }
const NAMES: Record<string, string> = { R: 'Rosa', P: 'Paul', A: 'Anna', B: 'Bert' }

/** `by > whose @ hours ago`, as `R > P @ 1`. */
function hands(...said: string[]): Hand[] {
  return said.map((one) => {
    const [byId = '', userId = '', ago = '', what = 'reset'] = one.split(/ > | @ | /)
    return { byId, byName: NAMES[byId] ?? '', userId, at: NOW - Number(ago) * HOUR, what: what as HandAct }
  })
}

const judge = (...said: string[]) => oneHand({ requester, approver, hands: hands(...said) }, NOW)
/** Until when, in hours from now. */
const left = (...said: string[]) => ((judge(...said)?.until ?? NOW) - NOW) / HOUR

describe('two people are no two pairs of eyes', () => {
  test.each<[why: string, said: string[], left: number]>([
    ['the requester reset the approver', ['R > P @ 1'], 23],
    ['made the approver', ['R > P @ 23 made'], 1],
    ['gave the approver their role', ['R > P @ 0 role'], 24],
    ['the approver reset the requester', ['P > R @ 2'], 22],
    ['one admin reset both', ['A > P @ 1', 'A > R @ 3'], 21],
    ['one admin made one and gave the other their role', ['A > P @ 1 made', 'A > R @ 1 role'], 23],
    ['the requester made an admin, who reset the approver', ['R > B @ 2 made', 'B > P @ 1'], 23],
    ['through two admins', ['R > A @ 3 made', 'A > B @ 2 made', 'B > P @ 1'], 23],
    ['the same admin above two admins', ['A > B @ 5 made', 'B > P @ 1', 'A > R @ 4'], 20],
    ['the hand above counted when it acted, though 24 h ago by now', ['R > B @ 25 made', 'B > P @ 20'], 4],
    ['the last of several acts counts', ['R > P @ 20', 'R > P @ 2 role'], 22],
    ['an act by another admin since takes nothing back', ['R > P @ 3', 'A > P @ 1'], 21],
    ['an act of a clock that is ahead', ['R > P @ -0.5'], 24.5],
    ['in a circle of admins', ['B > A @ 2', 'A > B @ 3', 'R > B @ 4', 'A > P @ 1'], 23],
  ])('%s', (_, said, expected) => {
    expect(left(...said)).toBe(expected)
  })

  test.each<[why: string, said: string[]]>([
    ['nobody did anything', []],
    ['24 h are over to the millisecond', ['R > P @ 24']],
    ['two admins, one each', ['A > P @ 1', 'B > R @ 1']],
    ['the requester reset the admin after that one had reset the approver', ['B > P @ 3', 'R > B @ 1']],
    ['the hand above was over when it acted', ['R > B @ 30 made', 'B > P @ 1']],
    ['others were in their hands', ['R > A @ 1', 'P > B @ 1']],
  ])('two they are: %s', (_, said) => {
    expect(judge(...said)).toBeNull()
  })

  test('the sentence says who, until when and why', () => {
    expect(judge('R > P @ 1')?.says).toBe(
      'This cannot be approved by Paul until 29\u00a0Nov 12:00:00 UTC: the account of Paul was reset by the requester, Rosa.',
    )
    expect(judge('A > P @ 1 made', 'A > R @ 3 role')?.says).toContain(
      'the account of Paul was made by Anna, and the account of Rosa was given its role by Anna.',
    )
    expect(judge('R > B @ 2 enabled', 'B > P @ 1')?.says).toContain(
      'the account of Paul was reset by Bert, and the account of Bert was enabled again by the requester, Rosa.',
    )
  })

  test('one and the same is refused by another law', () => {
    expect(oneHand({ requester, approver: requester, hands: [] }, NOW)).toBeNull()
  })
})

const someone = fc.constantFrom('R', 'P', 'A', 'B')
const act = fc
  .record({ byId: someone, userId: someone, ago: fc.integer({ min: -1, max: 60 }) })
  .filter(({ byId, userId }) => byId !== userId)
  .map(({ byId, userId, ago }): Hand => {
    return { byId, byName: byId, userId, at: NOW - ago * HOUR, what: 'reset' }
  })

test('more acts never make two of one, whoever asks; and it ends 24 h after the last', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 8 }), act, (few, one) => {
      const until = (all: Hand[]) => oneHand({ requester, approver, hands: all }, NOW)?.until ?? 0
      const swapped = oneHand({ requester: approver, approver: requester, hands: few }, NOW)?.until ?? 0
      expect(until([...few, one])).toBeGreaterThanOrEqual(until(few))
      expect(swapped).toBe(until(few))
      const last = Math.max(...few.map(({ at }) => at), 0)
      expect(oneHand({ requester, approver, hands: few }, last + IN_HAND_MS)).toBeNull()
    }),
  )
})
