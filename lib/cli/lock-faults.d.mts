/** Sentences on what is wrong with a package-lock.json. */
export function lockFaults(lock: { packages: Record<string, object> }): string[]
