/**
 * Makes one read of many that ask for the same at once: who asks while it is being read waits, and shares the next read
 * with all who waited. Each answer was read after it was asked for, so nobody gets what was true before their own act;
 * and a storm of readers costs two reads at a time.
 *
 * @param read by a key; what it returns is shared, and so may not be changed
 */
export function readTogether<V>(read: (key: string) => Promise<V>): (key: string) => Promise<V> {
  const running = new Map<string, Promise<V>>()
  const waiting = new Map<string, Promise<V>>()

  function begin(key: string): Promise<V> {
    const reading = read(key).finally(() => running.delete(key))
    running.set(key, reading)
    return reading
  }

  return function ask(key) {
    const now = running.get(key)
    if (!now) return begin(key)
    const known = waiting.get(key)
    if (known) return known
    const next = now
      .catch(() => undefined)
      .then(() => {
        waiting.delete(key)
        return begin(key)
      })
    waiting.set(key, next)
    return next
  }
}
