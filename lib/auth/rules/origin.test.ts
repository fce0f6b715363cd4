import { expect, test } from 'vitest'
import { originOf } from '@/lib/auth/rules/origin'

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
