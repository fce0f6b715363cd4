/**
 * Makes one reader out of many requests to read: while a read runs, any number of further requests lead to exactly one
 * more afterwards, so that the last change is never missed and a storm of changes is not a storm of reads.
 */
export function readAgain(read: () => Promise<unknown>): () => void {
  let running = false
  let wanted = false
  return function request() {
    wanted = true
    if (running) return
    running = true
    void (async () => {
      while (wanted) {
        wanted = false
        await read().catch(() => undefined)
      }
      running = false
    })()
  }
}
