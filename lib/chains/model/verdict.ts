/** The chain of the audit, and that of the lines that were written outside. A timeline's is called by its incident. */
export const AUDIT_CHAIN = 'audit'
export const HEADS_CHAIN = 'heads'

/** One place of a chain: what it says of itself, and the hash of its content as it is now (null: its content is gone). */
export type Link = { seq: number; prevHash: string; hash: string; computed: string | null }

/** How long a chain is and what it ends in, by its head; `last` is the last place that is really there. */
export type ChainEnd = { chain: string; length: number; hash: string; last: number }

/** Who said why a break is there. `at` is epoch milliseconds. */
export type Explanation = { by: string; at: number; reason: string }

/** What tells of a break: the chain itself, what was verified before, or a head that was written outside. */
export type Witness = 'chain' | 'mark' | 'outside'

/** A place where a chain is not what it was. `found` changes when what is there changes, so that an explanation ends. */
export type Break = { seq: number; why: string; found: string; witness: Witness; explained: Explanation | null }

/** A chain as it was found: verified up to `length`, which ends in `hash`. `at` is epoch milliseconds. */
export type ChainVerdict = { chain: string; length: number; hash: string; at: number; breaks: Break[] }

/** A head as it was written outside. `where` is file and line, `at` epoch milliseconds. */
export type WrittenHead = { chain: string; length: number; hash: string; at: number; where: string }

/** All chains together, as screens say it. Instants are epoch milliseconds, null where it never happened. */
export type RecordState = {
  chains: number
  entries: number
  lookedAt: number | null
  wholeAt: number | null
  breaks: (Break & { chain: string })[]
  outside: { at: number | null; where: string | null; fault: string | null }
}
