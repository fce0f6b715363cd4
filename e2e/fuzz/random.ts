/** Chance that can be repeated: the same seed brings the same inputs. */
export type Random = {
  /** a whole number from 0 up to, not including, `end` */
  below: (end: number) => number
  pick: <T>(from: readonly T[]) => T
  /** true once in `times` */
  oneIn: (times: number) => boolean
}

/** Mulberry32, after Tommy Ettinger (public domain): 32 bits of state are enough to choose inputs. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (from) => {
      if (from.length === 0) throw new Error('There is nothing to choose from.')
      return from[below(from.length)] as (typeof from)[number]
    },
  }
}
