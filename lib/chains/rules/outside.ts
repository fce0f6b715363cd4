import { createHash } from 'node:crypto'
import type { Break, WrittenHead } from '@/lib/chains/model/verdict'
import { broken } from '@/lib/chains/rules/walk'

/**
 * What heads that were written outside say against a chain. Whoever owns the database can hash a chain anew and set its
 * head back; what was written elsewhere stays. All that it contradicts is one break, at the first such head: it stays
 * the same break while the chain grows on, and becomes another when there is more to explain.
 *
 * @param length how long the chain is now
 * @param hashAt the stored hash at a place, null where nothing stands
 */
export function againstWritten(
  length: number,
  hashAt: (seq: number) => string | null,
  heads: readonly WrittenHead[],
): Break | null {
  const other = heads
    .filter((head) => head.length > 0 && hashAt(head.length) !== head.hash)
    .toSorted((a, b) => a.length - b.length)
  const first = other[0]
  if (!first) return null
  const when = `when its head was written (${first.where}, ${utc(first.at)})`
  const more = other.length > 1 ? `; ${other.length - 1} later heads say so too` : ''
  const found = createHash('sha256').update(other.map((head) => `${head.length} ${head.hash}`).join('\n'))
  return broken(first.length, `${told(first.length, length)} ${when}${more}`, found.digest('hex'), 'outside')
}

/** The break where what was verified before is no longer what stands there; null while it is. `at` is epoch milliseconds. */
export function againstMark(
  mark: { length: number; hash: string; at: number },
  length: number,
  hashAtMark: string | null,
): Break | null {
  if (mark.length === 0 || hashAtMark === mark.hash) return null
  const why = `${told(mark.length, length)} when it was verified, ${utc(mark.at)}`
  return broken(mark.length, why, `${mark.length} ${mark.hash} ${hashAtMark}`, 'mark')
}

function told(seq: number, length: number): string {
  return seq > length ? `there are ${length} entries now, and it was there` : 'the history up to it was another one'
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
