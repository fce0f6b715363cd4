const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A stretch of time in which one row is written every `step` ms; `first` is the id of its first row. */
export type Stretch = { from: number; to: number; step: number; first: number }

/** One row every so many ms since the day before the sandbox's first day. */
const TRICKLE_MS = 4000

/**
 * The rows behind every database are one function of time: sparse for seven years, denser in the last days before the
 * sandbox was born, then one every four seconds for ever.
 * @param born when the sandbox first started, epoch ms; only its UTC day matters
 */
export function stretchesOf(born: number): Stretch[] {
  const anchor = Math.floor(born / DAY) * DAY
  const bounds = [
    { from: anchor - 2560 * DAY, to: anchor - 8 * DAY, step: 6 * HOUR },
    { from: anchor - 8 * DAY, to: anchor - DAY, step: MINUTE },
    { from: anchor - DAY, to: Number.POSITIVE_INFINITY, step: TRICKLE_MS },
  ]
  let first = 1
  return bounds.map((bound) => {
    const stretch = { ...bound, first }
    first += (bound.to - bound.from) / bound.step
    return stretch
  })
}

/** How many rows were written up to and including `time` (epoch ms); their ids are 1 to that number. */
export function rowsUpTo(time: number, born: number): number {
  let rows = 0
  for (const { from, to, step } of stretchesOf(born)) {
    if (time < from) break
    rows += time >= to ? (to - from) / step : Math.floor((time - from) / step) + 1
  }
  return rows
}
