/**
 * The hosts under which this Tidemark is reached: that of its address, this machine's own names on its port, and those that
 * the operator lists. As the Host header has them: lower case, with the port where it is not the scheme's own.
 *
 * @param listed names separated by commas, with a port where one is needed; null for none
 */
export function hostsOf(address: URL, port: number, listed: string | undefined): ReadonlySet<string> {
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`)
  const more = (listed ?? '').split(',').map((name) => name.trim().toLowerCase())
  return new Set([address.host, ...own, ...more].filter((name) => name !== ''))
}
