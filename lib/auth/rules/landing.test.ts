import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOfThisSite, landingOf } from '@/lib/auth/rules/landing'

const BASE = 'https://tidemark.example'

test.each([
  ['/', true],
  ['/systems/phoenix?x=1#y', true],
  ['https://tidemark.example/restores', true],
  ['https://tidemark.example:443/restores', true],
  ['https://tidemark.example:8443/restores', false],
  ['http://tidemark.example/restores', false],
  ['https://evil.example/', false],
  ['https://tidemark.example.evil.example/', false],
  ['https://tidemark.example@evil.example/', false],
  ['@evil.example', false],
  ['//evil.example', false],
  ['/\\evil.example', false],
  ['\\\\evil.example', false],
  ['javascript:alert(1)', false],
  ['restores', false],
  ['', false],
  ['https://', false],
  ['😀', false],
])('%s', (asked, own) => {
  expect(isOfThisSite(asked, BASE)).toBe(own)
  expect(landingOf(asked, BASE)).toBe(own ? new URL(asked, BASE).href : `${BASE}/`)
})

test('whatever is asked for, one lands on this site', () => {
  fc.assert(fc.property(fc.string(), (asked) => new URL(landingOf(asked, BASE)).origin === BASE))
})
