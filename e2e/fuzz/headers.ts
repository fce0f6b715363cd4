import { globSync, readFileSync } from 'node:fs'
import type { Header } from '@/e2e/fuzz/inputs'
import type { Random } from '@/e2e/fuzz/random'
import { hostileJson, hostilePart, hostileText, jsonText } from '@/e2e/fuzz/values'

/** What Next, next-auth and Node read; nothing in our text says these names. */
const FOREIGN = [
  ...[
    'accept',
    'accept-encoding',
    'accept-language',
    'if-none-match',
    'if-modified-since',
    'range',
    'referer',
    'origin',
  ],
  ...['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded', 'x-real-ip', 'authorization', 'via'],
  ...[
    'next-action',
    'x-middleware-subrequest',
    'x-matched-path',
    'x-nextjs-data',
    'x-action-forwarded',
    'x-now-route-matches',
  ],
  ...['x-prerender-revalidate', 'x-invoke-status', 'x-middleware-invoke', 'purpose', 'sec-fetch-site', 'x-nonce', 'te'],
  ...[
    'x-http-method-override',
    'last-event-id',
    'content-security-policy',
    'x-nextjs-request-id',
    'x-nextjs-html-request-id',
  ],
]
const ROUTER = [
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-hmr-refresh',
  'next-url',
  'next-test-fetch-priority',
]
const COOKIES = [
  ...[
    'next-auth.session-token',
    'next-auth.session-token.0',
    'next-auth.csrf-token',
    'next-auth.callback-url',
    'theme',
  ],
  ...[
    'next-auth.state',
    '__Host-next-auth.csrf-token',
    '__Secure-next-auth.session-token',
    '__prerender_bypass',
    'other',
  ],
  '__next_preview_data',
]

const own = {
  headers: namesIn(/headers[^\n]{0,12}\.get\('([\w-]+)'\)/g),
  cookies: namesIn(/\b\w*_COOKIE = '([\w-]+)'/g),
}

/** One to three headers that somebody of ours or of Next reads, with values that nobody means. */
export function hostileHeaders(random: Random): Header[] {
  const names = [...FOREIGN, ...own.headers, ...ROUTER]
  return Array.from({ length: 1 + random.below(3) }, (): Header => [random.pick(names), value(random)])
}

/** Cookies that are ours by name only. */
export function hostileCookies(random: Random): Header[] {
  const pairs = Array.from({ length: 1 + random.below(3) }, () => {
    return `${random.pick([...COOKIES, ...own.cookies])}=${random.oneIn(2) ? hostilePart(random) : value(random)}`
  })
  return [['Cookie', pairs.join(random.oneIn(10) ? ';;' : '; ')]]
}

/** What asks for a page's Flight payload, with trees and segments that lead nowhere. */
export function routerHeaders(random: Random): Header[] {
  const tree = random.oneIn(2) ? encodeURIComponent(jsonText(treeOf(random), random).toWellFormed()) : value(random)
  const more = Array.from({ length: random.below(3) }, (): Header => {
    return [random.pick(ROUTER), random.oneIn(3) ? hostilePart(random) : value(random)]
  })
  return [['RSC', random.oneIn(10) ? value(random) : '1'], ['Next-Router-State-Tree', tree.slice(0, 9_000)], ...more]
}

function treeOf(random: Random): unknown {
  const leaf = ['__PAGE__', {}, null, random.oneIn(2) ? 'refetch' : hostileJson(random, 2)]
  return random.pick<unknown>([
    leaf,
    ['', { children: leaf }, null, null],
    hostileJson(random),
    ['', { children: ['x', 1] }],
  ])
}

function value(random: Random): string {
  return random.oneIn(4) ? random.pick(['1', '0', '*', ',', '""', 'null', 'bytes=0-', 'gzip;q=x']) : hostileText(random)
}

function namesIn(pattern: RegExp): string[] {
  const texts = globSync(['app/**/*.ts', 'lib/{auth,live,incidents,screens}/**/*.ts', 'proxy.ts']).map((file) =>
    readFileSync(file, 'utf8'),
  )
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)))]
}
