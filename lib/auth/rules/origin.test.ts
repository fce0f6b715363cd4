import { expect, test } from 'vitest'
import { originOf, placeOf } from '@/lib/auth/rules/origin'

test.each([
  ['10.0.0.7', '10.0.0.7'],
  [' 10.0.0.7 , 10.0.0.1', '10.0.0.7'],
  ['', 'local'],
  [undefined, 'local'],
  [null, 'local'],
  ['x'.repeat(500), 'x'.repeat(64)],
])('%j is %j', (forwarded, origin) => {
  expect(originOf(forwarded)).toBe(origin)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
  ['2001:DB8:0:7:ffff:ffff:ffff:ffff', '2001:db8:0:7::/64'],
  ['2001:0db8:0000:0007::', '2001:db8:0:7::/64'],
  ['2001:db8:0:8::1', '2001:db8:0:8::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ['fe80::1', 'fe80:0:0:0::/64'],
  ['local', 'local'],
  ['', ''],
])('%j counts as %j', (origin, place) => {
  expect(placeOf(origin)).toBe(place)
})
