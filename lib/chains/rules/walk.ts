import type { Break, ChainEnd, Link } from '@/lib/chains/model/verdict'

/** How far a walk came: the last place, its stored hash (null where the one before is missing), and every break so far. */
export type Walk = { seq: number; hash: string | null; breaks: Break[] }

/** A walk that begins at the first entry. */
export const START: Walk = { seq: 0, hash: '', breaks: [] }

/**
 * Goes on over the next places, in order of seq. Each is held against the stored hash of the one before, so that one that
 * was changed is one break and not the end of all that follows.
 */
export function walkOn(walk: Walk, links: readonly Link[]): Walk {
  let { seq, hash } = walk
  const breaks = [...walk.breaks]
  for (const link of links) {
    if (link.seq > seq + 1) {
      breaks.push(missing(seq + 1, link.seq - 1))
      hash = null
    }
    const why = link.seq <= seq ? 'it stands there twice' : faultOf(link, hash)
    if (why) breaks.push(broken(link.seq, why, `${link.prevHash} ${link.hash} ${link.computed}`))
    seq = Math.max(seq, link.seq)
    hash = link.hash
  }
  return { seq, hash, breaks }
}

/** The walk at its end, held against the head: entries that are missing at the end, or stand behind it. */
export function endWalk(walk: Walk, end: ChainEnd): Break[] {
  if (walk.seq < end.length) return [...walk.breaks, missing(walk.seq + 1, end.length)]
  if (end.last > end.length) {
    return [...walk.breaks, broken(end.length + 1, `the head says that there are ${end.length}`, `last ${end.last}`)]
  }
  if (walk.hash !== end.hash) return [...walk.breaks, broken(end.length, 'the head does not end in it', end.hash)]
  return walk.breaks
}

const KEPT = 200

/** The breaks that are kept for screens: where every entry was changed, the first and how many more there are. */
export function firstOf(breaks: readonly Break[]): readonly Break[] {
  const own = breaks.filter(({ witness }) => witness === 'chain')
  const [cut] = own.slice(KEPT)
  if (!cut) return breaks
  const more = broken(cut.seq, `and ${own.length - KEPT} more breaks: npm run verify-chain names them all`, 'more')
  return [...own.slice(0, KEPT), more, ...breaks.filter(({ witness }) => witness !== 'chain')]
}

function faultOf(link: Link, before: string | null): string | null {
  const faults: string[] = []
  if (before !== null && link.prevHash !== before) faults.push('it does not name the entry before it')
  if (link.computed === null) faults.push('its content is gone')
  else if (link.computed !== link.hash) faults.push('its content is not what was recorded')
  return faults.length > 0 ? faults.join(', and ') : null
}

function missing(from: number, to: number): Break {
  return broken(from, from === to ? 'it is missing' : `entries ${from} to ${to} are missing`, `missing ${from} ${to}`)
}

/** A break that the chain itself shows, not explained yet. */
export function broken(seq: number, why: string, found: string, witness: Break['witness'] = 'chain'): Break {
  return { seq, why, found, witness, explained: null }
}
