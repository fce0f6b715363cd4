import { formatInstant } from '@/lib/time/instants'

/** What an admin did that put an account in their hand. */
export type HandAct = 'made' | 'reset' | 'enabled' | 'role'

/**
 * An account was in somebody's hand: whose account, in whose hand, when (epoch milliseconds) and by what. An act that
 * makes a link counts twice: when it is done, and again when a password is set through the link.
 */
export type Hand = {
  userId: string
  byId: string
  byName: string
  at: number
  what: HandAct
}

/** Why somebody cannot approve now, as a whole sentence, and until when. Epoch milliseconds. */
export type OneHand = { until: number; says: string }

/** How long an account counts as in an admin's hand: 24 h after the act, in milliseconds. */
export const IN_HAND_MS = 24 * 3_600_000

const DID: Record<HandAct, string> = {
  made: 'was made by',
  reset: 'was reset by',
  enabled: 'was enabled again by',
  role: 'was given its role by',
}

type Person = { id: string; name: string }

/**
 * Why two people are no two pairs of eyes: in the last 24 h one was in the other's hand, or both were in one hand, also
 * through an admin who was in that hand themselves when they acted. Null: they are two, or
 * one and the same, who is refused by another law.
 *
 * @param hands every act of that time on the two, and on whoever did it in the 24 h before
 * @param now epoch milliseconds; acts that came later (another clock, or after an approval) count as well
 */
export function oneHand(
  { requester, approver, hands }: { requester: Person; approver: Person; hands: readonly Hand[] },
  now: number,
): OneHand | null {
  const since = now - IN_HAND_MS
  const over = { approver: reachOf(approver, hands, since), requester: reachOf(requester, hands, since) }
  const shared = [...over.approver].flatMap(([id, above]) => {
    const other = over.requester.get(id)
    return other ? [{ until: Math.min(above.until, other.until), acts: [...above.acts, ...other.acts] }] : []
  })
  const last = shared.toSorted((a, b) => b.until - a.until)[0]
  if (!last || requester.id === approver.id) return null
  const why = last.acts.map(({ of, hand }) => sentenceOf(of, hand, requester)).join(', and ')
  const until = `${formatInstant(last.until, now)} UTC`
  return { until: last.until, says: `This cannot be approved by ${approver.name} until ${until}: ${why}.` }
}

type Act = { of: string; hand: Hand }
type Reach = Map<string, { until: number; acts: Act[] }>

/** Everybody in whose hand somebody was, themselves included: until when, and by which acts from them upwards. */
function reachOf(person: Person, hands: readonly Hand[], since: number): Reach {
  const reach: Reach = new Map([[person.id, { until: Number.POSITIVE_INFINITY, acts: [] }]])
  const seen = new Set<Hand>()
  const own = hands.filter(({ userId, at }) => userId === person.id && at > since)
  // The latest first: what it reaches is reached for the longest, and need not be looked at again.
  for (const first of own.toSorted((a, b) => b.at - a.at)) {
    const until = first.at + IN_HAND_MS
    const paths = [{ hand: first, acts: [{ of: person.name, hand: first }] }]
    for (const { hand, acts } of paths) {
      if (seen.has(hand)) continue
      seen.add(hand)
      if (!reach.has(hand.byId)) reach.set(hand.byId, { until, acts })
      const above = hands.filter((one) => isOver(one, hand))
      paths.push(...above.map((one) => ({ hand: one, acts: [...acts, { of: hand.byName, hand: one }] })))
    }
  }
  return reach
}

/** Whether who did `below` was in the hand of another at that moment. */
function isOver({ userId, at }: Hand, below: Hand): boolean {
  return userId === below.byId && at <= below.at && at > below.at - IN_HAND_MS
}

function sentenceOf(of: string, { what, byId, byName }: Hand, requester: Person): string {
  const by = byId === requester.id ? `the requester, ${byName}` : byName
  return `the account of ${of} ${DID[what]} ${by}`
}
