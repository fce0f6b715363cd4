/**
 * The address of who sent a request: the socket's own, or, where proxies are trusted, what the outermost trusted one saw.
 * Each proxy adds whom it heard at the end, so the address stands as many places from the end as proxies are trusted; what
 * stands before it was written by the sender and is believed by nobody.
 *
 * @param socket the address that the connection comes from
 * @param forwarded the values of X-Forwarded-For in their order
 * @param proxies how many proxies of ours a request passes; 0: none
 */
export function peerOf(socket: string, forwarded: readonly string[], proxies: number): string {
  const seen = forwarded.flatMap((value) => value.split(',')).map((address) => plain(address.trim()))
  const chain = [...seen, plain(socket)]
  const peer = chain[chain.length - 1 - proxies]
  return peer && ADDRESS.test(peer) ? peer : plain(socket)
}

/** Digits, letters of hexadecimal numbers, dots and colons: anything else is no address. */
const ADDRESS = /^[0-9a-f.:]{2,45}$/

/** An IPv4 address within an IPv6 one is the same address; brackets, ports and zones are none of it. */
function plain(address: string): string {
  const bare = address
    .toLowerCase()
    .replace(/^\[([^\]]*)\].*$/, '$1')
    .replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  return mapped ?? bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
}
