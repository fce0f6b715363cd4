/** How many values are kept for one owner before all are forgotten: more than any listing needs. */
const MOST = 20_000

/**
 * A function of an owner and a slot whose answer never changes, worked out once. History is asked for every minute and
 * costs a hash a word.
 */
export function remembered<O extends object, T>(work: (owner: O, slot: number) => T): (owner: O, slot: number) => T {
  const known = new WeakMap<O, Map<number, T>>()
  return (owner, slot) => {
    const answers = known.get(owner) ?? new Map<number, T>()
    known.set(owner, answers)
    const answer = answers.get(slot) ?? work(owner, slot)
    if (answers.size > MOST) answers.clear()
    answers.set(slot, answer)
    return answer
  }
}
