import type { Break, ChainVerdict } from '@/lib/chains/model/verdict'

/** What a look at a chain found, in words; `print` writes an instant (epoch milliseconds) with its zone. */
export function chainWords(verdict: ChainVerdict | null, print: (at: number) => string): string {
  if (!verdict) return 'chain not verified yet'
  const { length, at, breaks } = verdict
  if (breaks.length === 0) return `chain verified whole up to entry ${length} at ${print(at)}`
  return `chain broken at ${breaks.map((each) => breakWords(each, print)).join('; ')}; looked at ${print(at)}`
}

/** One break in words, with its explanation. */
export function breakWords({ seq, why, explained }: Break, print: (at: number) => string): string {
  const said = explained && `; explained by ${explained.by}, ${print(explained.at)}: “${explained.reason}”`
  return `${seq === 0 ? '' : `entry ${seq}: `}${why}${said ?? ''}`
}
