import { TooMany } from '@/lib/errors'

const COME_BACK_S = 5

/** Runs work when there is room for it; what is urgent goes before all that waits. Throws TooMany when the line is full. */
export type Gate = <T>(work: () => Promise<T>, urgent?: boolean) => Promise<T>

/**
 * A gate through which so much passes at once while so much waits; urgent work has a line of its own, as long. For what
 * takes memory or a core for a moment and is brought about by strangers.
 */
export function makeGate({ atOnce, waiting }: { atOnce: number; waiting: number }): Gate {
  const urgents: (() => void)[] = []
  const others: (() => void)[] = []
  let inside = 0
  return async (work, urgent = false) => {
    if (inside < atOnce) inside++
    else {
      const line = urgent ? urgents : others
      if (line.length >= waiting) {
        throw new TooMany('Too many people are signing in at this moment. Wait 5 seconds, then try again.', COME_BACK_S)
      }
      await new Promise<void>((enter) => line.push(enter))
    }
    try {
      return await work()
    } finally {
      // The place is handed over, so that nobody who comes now is faster than those who wait.
      const next = urgents.shift() ?? others.shift()
      if (next) next()
      else inside--
    }
  }
}
