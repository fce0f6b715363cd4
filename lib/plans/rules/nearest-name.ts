/**
 * The known name most like the one written, for "did you mean". Counts letters left out, put in, replaced or swapped with
 * their neighbour, regardless of case; a name that repeats the beginning or the end of a known one counts as near, too.
 *
 * @param written what somebody wrote; only its first 100 letters are looked at
 * @param known the names that would have been right; of several equally near the first one is taken
 * @returns null when none is near enough to be worth suggesting
 */
export function nearestName(written: string, known: Iterable<string>): string | null {
  const asked = written.slice(0, MOST_LETTERS).toLowerCase()
  if (asked === '') return null
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const name of known) {
    const candidate = name.slice(0, MOST_LETTERS).toLowerCase()
    const most = Math.max(1, Math.floor(Math.max(asked.length, candidate.length) / 3))
    const far = Math.min(distance(asked, candidate, most), abbreviates(asked, candidate) ? most : most + 1)
    if (far <= most && far < least) [best, least] = [name, far]
  }
  return best
}

const MOST_LETTERS = 100

/** `etcd` for `etcd-cluster`, `prod` for `production`: at least three letters of the beginning or the end. */
function abbreviates(asked: string, candidate: string): boolean {
  const [short, long] = asked.length < candidate.length ? [asked, candidate] : [candidate, asked]
  return short.length >= 3 && (long.startsWith(short) || long.endsWith(short))
}

/** Changes of single letters from one text to the other; of anything above `most` no more is told than that it is above. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1))
      // Before the first letter of either there is nothing, which is like no letter.
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, at(beforeLast, column - 2) + 1)
      }
      current.push(cost)
    }
    if (Math.min(...current) > most) return most + 1
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

const at = (row: number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY
