let asked = false

/**
 * Asks the browser, once, not to clear what waits here when the device runs short of room. A browser may ask the person, so
 * this is for the moment when something does wait. A refusal changes nothing: entries are kept as before.
 *
 * @param storage undefined in browsers without it, and on plain HTTP
 */
export async function askForLastingStorage(storage: Partial<StorageManager> | undefined): Promise<void> {
  if (asked || !storage?.persist) return
  asked = true
  try {
    if (!(await storage.persisted?.())) await storage.persist()
  } catch {
    // Where it cannot even be asked, nothing was promised.
  }
}
