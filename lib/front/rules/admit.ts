/** What a request says of itself before anybody looks who sends it, as Node's parser gives it. */
export type Arrived = {
  method: string
  /** the target as sent: a path with its query */
  url: string
  /** names and values in turn, as sent; a name may be there more than once */
  rawHeaders: readonly string[]
}

/** Why a request goes no further: a status below 500 and a sentence for who sent it. */
export type Refusal = { status: number; why: string; headers?: Record<string, string> }

/** Settings of what is let in. */
export type Admission = {
  /** hosts under which this Tidemark is reached, lower case, with their port where it is not the scheme's own */
  hosts: ReadonlySet<string>
}

const METHODS = new Set(['GET', 'HEAD', 'POST'])
const LONGEST_TARGET = 8_000
/** The longest body of any form of ours is 1 MB; what says that it is longer is not read at all. */
const LARGEST_BODY = 2_000_000

/**
 * Whether a request may go on to the product; null lets it pass. What is refused here no page could answer with a sentence:
 * the framework fails on it, or believes it.
 */
export function refusalOf({ method, url, rawHeaders }: Arrived, { hosts }: Admission): Refusal | null {
  if (!METHODS.has(method)) {
    return { status: 405, why: `"${method}" is not answered here.`, headers: { Allow: [...METHODS].join(', ') } }
  }
  return (
    refusedHost(valuesOf(rawHeaders, 'host'), hosts) ?? refusedTarget(url) ?? refusedHeaders(method, rawHeaders, hosts)
  )
}

/** All values of a header, in their order. @param name in lower case */
export function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, place) => place % 2 === 1 && rawHeaders[place - 1]?.toLowerCase() === name)
}

function refusedHost(sent: readonly string[], hosts: ReadonlySet<string>): Refusal | null {
  const [host, ...more] = sent
  if (host === undefined || more.length > 0) return { status: 400, why: 'A request names one host, once.' }
  if (hosts.has(host.toLowerCase())) return null
  return { status: 421, why: 'Tidemark is not reached under this name. Its names are set in TIDEMARK_HOSTS.' }
}

function refusedTarget(url: string): Refusal | null {
  if (url.length > LONGEST_TARGET) return { status: 414, why: `An address has at most ${LONGEST_TARGET} characters.` }
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\')) {
    return { status: 400, why: 'The address is not a path of this site.' }
  }
  const [path = '', query = ''] = url.split('?', 2)
  const parts = decoded(path)
  if (parts === null) return { status: 400, why: 'The address holds a % that stands for no character.' }
  if (holdsControl(parts)) return { status: 400, why: 'The address holds a character that no address has.' }
  if (/%0+0/i.test(query)) return { status: 400, why: 'The address holds a NUL character.' }
  return null
}

function refusedHeaders(method: string, rawHeaders: readonly string[], hosts: ReadonlySet<string>): Refusal | null {
  if (method !== 'POST') return null
  const [origin, ...more] = valuesOf(rawHeaders, 'origin')
  if (more.length > 0 || (origin !== undefined && !isOwn(origin, hosts))) {
    return { status: 403, why: 'This was sent from a page of another site; nothing was done.' }
  }
  const [length] = valuesOf(rawHeaders, 'content-length')
  if (length !== undefined && Number(length) > LARGEST_BODY) return { status: 413, why: 'What was sent is too large.' }
  return null
}

function isOwn(origin: string, hosts: ReadonlySet<string>): boolean {
  return URL.canParse(origin) && hosts.has(new URL(origin).host)
}

/** A path with its escapes read, or null where one stands for nothing (`%`, `%zz`, half of a character). */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const holdsControl = (text: string) => /[\u0000-\u001f\u007f]/.test(text)
