import { expect, test } from 'vitest'
import { tallyUnder } from '@/lib/audit/rules/tally'

const first = { known: false, group: 0, action: 0 }

test.each([
  ['the first of all', first, 'itself'],
  ['the twentieth from one place', { ...first, group: 19, action: 19 }, 'itself'],
  ['one more from there', { ...first, group: 20, action: 20 }, 'group'],
  ['the two hundredth of its kind', { ...first, action: 199 }, 'itself'],
  ['one more from anywhere', { ...first, action: 200 }, 'action'],
  [
    'one more from a place that has brought enough, while all places have',
    { known: false, group: 20, action: 200 },
    'action',
  ],
  ['what is counted already, however much there is', { known: true, group: 20, action: 200 }, 'itself'],
])('%s is counted', (_, counted, under) => {
  expect(tallyUnder(counted)).toBe(under)
})
