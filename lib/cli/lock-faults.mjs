/** A sha512 in the form of subresource integrity: 64 bytes in base64. */
const SHA512 = /(^| )sha512-[A-Za-z0-9+/]{86}==( |$)/

/**
 * What is wrong with a package-lock.json, a sentence a package: each is pinned by the hash of its content, those of other
 * platforms too, and none names a host, so that any registry serves and none is trusted.
 */
export function lockFaults(lock) {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (path === '' || entry.link) return []
    const faults = []
    if (!SHA512.test(entry.integrity ?? '')) faults.push(`${path} has no integrity (sha512)`)
    if (entry.resolved) faults.push(`${path} names where it came from (resolved)`)
    return faults
  })
}
