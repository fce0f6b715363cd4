import type { Explained } from '@/lib/chains/model/explained'
import type { Break } from '@/lib/chains/model/verdict'

/** The breaks of a chain, each with its explanation where somebody gave one for just what is found there. */
export function explained(chain: string, breaks: readonly Break[], given: readonly Explained[]): Break[] {
  return breaks.map((each) => {
    const fits = given.find((one) => one.chain === chain && one.seq === each.seq && one.found === each.found)
    return { ...each, explained: fits?.explanation ?? null }
  })
}
