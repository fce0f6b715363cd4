/** Changes come in bursts, and every open browser hears of each: between two reads upon them lies a second. Milliseconds. */
const READ_AT_MOST_EVERY = 1_000

/** What asks for a read: `heard` may wait for the pause to end, `act`, what this person did, is not kept waiting. */
export type Occasion = 'heard' | 'act'

/**
 * Makes one reader out of many requests to read: while a read runs, any number of further requests lead to exactly one
 * more afterwards, so that the last change is never missed and a storm of changes is not a storm of reads.
 *
 * @param pauseMs from the start of one read to the start of the next, unless an act asks for it
 */
export function readAgain(read: () => Promise<unknown>, pauseMs = READ_AT_MOST_EVERY): (occasion?: Occasion) => void {
  let running = false
  let wanted = false
  let hurry = () => {}
  let next = 0
  return function request(occasion = 'heard') {
    wanted = true
    if (occasion === 'act') {
      next = 0
      hurry()
    }
    if (running) return
    running = true
    void (async () => {
      while (wanted) {
        if (next > Date.now()) await until(next)
        wanted = false
        next = Date.now() + pauseMs
        await read().catch(() => undefined)
      }
      running = false
    })()
  }

  function until(moment: number): Promise<void> {
    return new Promise((go) => {
      const timer = setTimeout(go, moment - Date.now())
      hurry = () => {
        clearTimeout(timer)
        go()
      }
    })
  }
}
