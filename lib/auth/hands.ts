import type { Actor } from '@/lib/auth/model/actor'
import { type Hand, type HandAct, IN_HAND_MS, type OneHand, oneHand } from '@/lib/auth/rules/one-hand'
import type { Db, Tx } from '@/lib/db/client'

type By = Pick<Actor, 'id' | 'name'>

/** Notes that an account is in an admin's hand from now on, in the transaction of the act. `at` is epoch milliseconds. */
export async function recordHand(tx: Tx, act: { userId: string; by: By; at: number; what: HandAct }): Promise<void> {
  const { userId, by, at, what } = act
  await tx.accountHand.create({ data: { userId, byId: by.id, byName: by.name, at: new Date(at), what } })
}

/**
 * Which of the people who may approve are no second person for a requester now, in the order given, as sentences. Reads
 * nothing else; who may approve, and that nobody approves their own request, is decided elsewhere.
 *
 * @param now epoch milliseconds: of the approval that is given, or was
 */
export async function inOneHand<T extends By>(
  on: Db,
  { requester, approvers }: { requester: By; approvers: readonly T[] },
  now: number,
): Promise<(OneHand & { approver: T })[]> {
  const hands = await handsOver(on, [requester.id, ...approvers.map(({ id }) => id)], now)
  return approvers.flatMap((approver) => {
    const found = oneHand({ requester, approver, hands }, now)
    return found ? [{ ...found, approver }] : []
  })
}

type Row = { user_id: string; by_id: string; by_name: string; at: Date; what: HandAct }

/** Every act of the last 24 h on these accounts, and on whoever did it in the 24 h before, and so on. */
async function handsOver(on: Db, ids: readonly string[], now: number): Promise<Hand[]> {
  const rows = await on.$queryRaw<Row[]>`
    WITH RECURSIVE hand AS (
      SELECT * FROM account_hand WHERE user_id = ANY(${[...new Set(ids)]}::uuid[]) AND at > ${new Date(now - IN_HAND_MS)}
      UNION
      SELECT above.* FROM account_hand above JOIN hand ON above.user_id = hand.by_id
       WHERE above.at <= hand.at AND above.at > hand.at - interval '24 hours'
    )
    SELECT user_id, by_id, by_name, at, what FROM hand ORDER BY id`
  return rows.map(({ user_id, by_id, by_name, at, what }) => {
    return { userId: user_id, byId: by_id, byName: by_name, at: at.getTime(), what }
  })
}
