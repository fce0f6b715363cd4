/** Where a request comes from, as the limits and the audit name it: the first forwarded address, at most 64 characters. */
export function originOf(forwarded: string | null | undefined): string {
  return (forwarded ?? '').split(',')[0]?.trim().slice(0, 64) || 'local'
}

/**
 * What an origin is counted as: an IPv4 address itself; of an IPv6 address its first 64 bits, since whoever has one has all
 * of those (`2001:db8:0:7::/64`). What is no address stays as it is.
 */
export function placeOf(origin: string): string {
  // An IPv4 address at the end is the last 32 bits, which do not matter here.
  const bare = origin.toLowerCase().replace(/:\d+\.\d+\.\d+\.\d+$/, ':0:0')
  if (!/^[0-9a-f:]+$/.test(bare) || !bare.includes(':')) return origin
  const [head = '', tail] = bare.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [first, last] = [groups(head), groups(tail ?? '')]
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  const network = [...first, ...gap, ...last].slice(0, 4)
  return `${network.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
