import { type ChainVerdict, HEADS_CHAIN } from '@/lib/chains/model/verdict'
import type { Written } from '@/lib/chains/rules/lines'
import { breakWords } from '@/lib/chains/rules/words'

/** What a look at every chain found, as lines for a terminal, and how many breaks nobody explained. */
export function tellRecord(verdicts: readonly ChainVerdict[], written: Written): { lines: string[]; left: number } {
  const breaks = verdicts.flatMap(({ chain, breaks: found }) => found.map((each) => ({ ...each, chain })))
  const left = breaks.filter(({ explained }) => !explained).length
  const chains = verdicts.filter(({ chain }) => chain !== HEADS_CHAIN)
  const entries = chains.reduce((sum, { length }) => sum + length, 0)
  const found =
    breaks.length === 0 ? 'every chain is whole' : `${plural(breaks.length, 'break')}, ${left} not explained`
  return {
    lines: [
      ...breaks.map((each) => `${each.chain}, ${breakWords(each, utc)}${each.explained ? '' : '; not explained'}.`),
      `${entries} entries in ${plural(chains.length, 'chain')}: ${found}.`,
      outside(written),
    ],
    left,
  }
}

function outside({ newest, lines }: Written): string {
  if (!newest) return 'No head was ever written outside the database: what its owner changes would not be seen.'
  return `Held against ${plural(lines, 'line')} written outside; the newest is ${newest.where}, ${utc(newest.at)}.`
}

function plural(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
