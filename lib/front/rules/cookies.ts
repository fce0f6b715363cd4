/** Shapes of the values of the cookies that Tidemark reads, by name; one of another shape is dropped and made anew. */
const SHAPES: [name: RegExp, shape: (value: string, hosts: ReadonlySet<string>) => boolean][] = [
  [/^(__Secure-)?next-auth\.callback-url$/, isOwnAddress],
  [/^(__Host-)?next-auth\.csrf-token$/, (value) => /^[0-9a-f]{64}\|[0-9a-f]{64}$/.test(value)],
  [/^(__Secure-)?next-auth\.session-token(\.\d)?$/, (value) => /^[\w.-]{1,4096}$/.test(value)],
  [/^(__Secure-)?next-auth\.(pkce\.code_verifier|state|nonce)$/, () => false],
  [/^tidemark-device$/, (value) => /^[\w.-]{1,80}(~[\w.-]{1,80}){0,3}$/.test(value)],
  [/^theme$/, (value) => value === 'dark' || value === 'light'],
]

/**
 * A request's cookies without those that would break a page: ours of another shape than ours, and any whose value cannot be
 * read. What other software keeps under its own names stays as it is.
 *
 * @param header the Cookie header as sent
 * @param hosts under which this Tidemark is reached
 */
export function soundCookies(header: string, hosts: ReadonlySet<string>): string {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && isSound(pair, hosts))
    .join('; ')
}

function isSound(pair: string, hosts: ReadonlySet<string>): boolean {
  const cut = pair.indexOf('=')
  if (cut <= 0) return false
  const name = pair.slice(0, cut)
  const value = readable(pair.slice(cut + 1))
  if (value === null) return false
  const known = SHAPES.find(([pattern]) => pattern.test(name))
  return known === undefined || known[1](value, hosts)
}

function readable(value: string): string | null {
  try {
    const text = decodeURIComponent(value.replace(/^"(.*)"$/, '$1'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    return /[\u0000-\u001f\u007f]/.test(text) ? null : text
  } catch {
    return null
  }
}

function isOwnAddress(value: string, hosts: ReadonlySet<string>): boolean {
  if (/^\/(?!\/)/.test(value)) return true
  return /^https?:\/\//.test(value) && URL.canParse(value) && hosts.has(new URL(value).host)
}
