import { expect, test } from 'vitest'
import { isSameOrigin } from '@/lib/auth/rules/same-origin'

const host = 'tidemark.example:3000'
const origin = `https://${host}`

test.each<[string, Record<string, string>, boolean]>([
  ['a page of ours, as a browser says', { host, origin, 'sec-fetch-site': 'same-origin' }, true],
  ['a page of another site', { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['a page of a neighbour under the same domain', { host, origin, 'sec-fetch-site': 'same-site' }, false],
  ['an address that was typed', { host, 'sec-fetch-site': 'none' }, false],
  ['an old browser, from our page', { host, origin }, true],
  ['an old browser, through a proxy', { host: '10.0.0.7:3000', 'x-forwarded-host': host, origin }, true],
  ['an old browser, from another site', { host, origin: 'https://evil.example' }, false],
  ['another port of the same machine', { host, origin: 'https://tidemark.example:4000' }, false],
  ['a page that hides where it is', { host, origin: 'null' }, false],
  ['nothing that says where it is from', { host }, false],
])('%s', (_, headers, expected) => {
  expect(isSameOrigin(new Headers(headers))).toBe(expected)
})
