import { anyBody, type Body, flightBody, formBody } from '@/e2e/fuzz/bodies'
import { hostileCookies, hostileHeaders, routerHeaders } from '@/e2e/fuzz/headers'
import type { Random } from '@/e2e/fuzz/random'
import { rawRequest } from '@/e2e/fuzz/raw'
import type { Target, Targets } from '@/e2e/fuzz/targets'
import { hostilePart, hostileText } from '@/e2e/fuzz/values'

export type Header = [name: string, value: string]

/** One request, but for who sends it. */
export type Input = {
  /** what it tries, for the report */
  kind: string
  method: string
  /** the target as sent, which need not be an address */
  path: string
  headers: Header[]
  body?: Buffer
  /** the whole request instead, as text; @HOST and @COOKIE stand for the sender's own */
  raw?: string
  /** true for the body of a form that next-auth reads only with the sender's own token before it */
  withToken?: boolean
  /** true when the person's own cookies are left out */
  bare: boolean
}

/** What next-auth answers under its own name, of which nothing in our text speaks. */
const NEXT_AUTH = [
  'session',
  'csrf',
  'providers',
  'signin',
  'signin/credentials',
  'signout',
  'error',
  'callback/x',
  '_log',
]
const METHODS = ['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND']

/** An input nobody means, about anything that can be asked. The same random brings the same one. */
export function hostileRequest(targets: Targets, random: Random): Input {
  const kind = random.below(100)
  if (kind < 26) return addressed('page', random.pick(targets.pages), random)
  if (kind < 46) return addressed('route', random.pick(targets.routes), random)
  if (kind < 70) return call(targets, random)
  if (kind < 82) return form(targets, random)
  if (kind < 92) return posted(random.pick([...targets.routes, ...targets.routes, ...targets.pages]), random)
  if (kind < 96) return ofRouter(random.pick(targets.pages), random)
  if (kind === 98)
    return { ...input('raw', 'GET', '/', random), raw: rawRequest(random.pick(targets.pages).address, random) }
  if (kind === 99 && random.oneIn(3)) return entered(random)
  return elsewhere(random)
}

function addressed(what: string, target: Target, random: Random): Input {
  const method = random.oneIn(12) ? 'HEAD' : random.oneIn(60) ? random.pick(METHODS) : 'GET'
  const kind = random.below(4)
  if (kind === 0) return input(`${what}, header`, method, target.address, random, hostileHeaders(random))
  if (kind === 1) return input(`${what}, cookie`, method, target.address, random, hostileCookies(random))
  const inPath = /\[/.test(target.folder) && kind === 2
  const path = inPath ? withPart(target, random) : withQuery(target, random)
  return input(`${what}, ${inPath ? 'path' : 'query'}`, method, path, random)
}

function call(targets: Targets, random: Random): Input {
  const action = random.pick(targets.actions)
  const id = random.oneIn(15) ? wrongId(action.id, random) : action.id
  const address = random.oneIn(10) ? random.pick([...targets.pages, ...targets.routes]).address : action.address
  return withBody(`action ${action.name}, by script`, address, flightBody(action, random), random, [
    ['Next-Action', id],
    ['Accept', 'text/x-component'],
  ])
}

function form(targets: Targets, random: Random): Input {
  const action = random.pick(targets.actions)
  const named = random.oneIn(15) ? { ...action, id: wrongId(action.id, random) } : action
  const address = random.oneIn(10) ? random.pick(targets.pages).address : action.address
  return withBody(`action ${action.name}, by form`, address, formBody(named, random), random)
}

function posted(target: Target, random: Random): Input {
  const address = random.oneIn(3) ? withPart(target, random) : target.address
  const body = anyBody(target.names, { entries: [{ id: '', number: 1, incident: 1, text: 'x' }] }, random)
  return withBody('body', address, body, random)
}

/** What the browser's part of Next sends beside an address to get a part of a page. */
function ofRouter(page: Target, random: Random): Input {
  return input('page, router', 'GET', page.address, random, routerHeaders(random))
}

/** An address and a password that nobody has: hashing is slow by intent, so there are few of them. */
function entered(random: Random): Input {
  const fields = ['email', 'password', 'json', 'callbackUrl', random.pick(['email', 'redirect', 'password[]'])]
  const text = fields.map((name) => `${name}=${random.oneIn(2) ? hostilePart(random) : 'true'}`).join('&')
  const path = `/api/auth/${random.pick(['callback/credentials', 'callback/credentials', 'signin/credentials', '_log'])}`
  const body = { type: 'application/x-www-form-urlencoded', bytes: Buffer.from(`&${text}`) }
  return { ...withBody('signing in', path, body, random), bare: false, withToken: true }
}

function elsewhere(random: Random): Input {
  const path = random.pick([
    '/',
    '/_next/static/',
    '/_next/image?url=',
    '/_next/data/',
    '/api/',
    '/mark.svg',
    '/.env',
    '/_',
  ])
  return input('elsewhere', random.oneIn(8) ? 'POST' : 'GET', `${path}${hostilePart(random)}`, random)
}

function withBody(kind: string, path: string, body: Body, random: Random, headers: Header[] = []): Input {
  const more: Header[] = random.oneIn(15) ? hostileHeaders(random) : []
  const sent = input(kind, 'POST', path, random, [...headers, ['Content-Type', body.type], ...more])
  return { ...sent, body: body.bytes }
}

function input(kind: string, method: string, path: string, random: Random, headers: Header[] = []): Input {
  return { kind, method, path, headers, bare: random.oneIn(12) }
}

function withPart({ folder, address }: Target, random: Random): string {
  const places = [...folder.matchAll(/\[[^\]]+\]/g)]
  if (places.length === 0) return address
  const wanted = folder.split('/').indexOf(random.pick(places)[0])
  const part = folder.includes('[...nextauth]') && !random.oneIn(3) ? random.pick(NEXT_AUTH) : hostilePart(random)
  return address
    .split('/')
    .map((each, place) => (place === wanted ? part : each))
    .join('/')
}

function withQuery({ address, names, folder }: Target, random: Random): string {
  const path = folder.includes('[...nextauth]') ? `/api/auth/${random.pick(NEXT_AUTH)}` : address
  const pairs = Array.from({ length: 1 + random.below(3) }, () => {
    const name = random.oneIn(12) ? hostilePart(random) : random.pick(names)
    const pair = `${name}${random.oneIn(15) ? '[]' : ''}=${hostilePart(random)}`
    return random.oneIn(12) ? `${pair}&${pair}` : pair
  })
  return `${path}?${pairs.join('&')}`
}

function wrongId(id: string, random: Random): string {
  return random.pick([
    id.slice(0, -1),
    `${id}0`,
    id.replace(/.$/, 'x'),
    'x',
    '__proto__',
    'constructor',
    hostileText(random),
  ])
}
