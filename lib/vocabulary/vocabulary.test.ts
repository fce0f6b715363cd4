import fc from 'fast-check'
import { expect, test } from 'vitest'
import { incidentName, parseIncidentName, parseRestoreName, restoreName } from '@/lib/vocabulary/numbers'
import { FINDING_SEVERITIES, findingRank, SEVERITIES, severityLevel, severityName } from '@/lib/vocabulary/severities'

test('a number that was written is read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
      expect(parseIncidentName(incidentName(number))).toBe(number)
      expect(parseRestoreName(restoreName(number))).toBe(number)
    }),
  )
})

test.each([
  ['inc-42', 42],
  ['INC-0042', 42],
  ['INC-00000000042', 42],
  ['INC-0', null],
  ['INC-', null],
  ['INC-1234567890', null],
  ['RST-0042', null],
  [' INC-42', null],
  ['INC-4 2', null],
])('%j is the incident %j', (name, number) => {
  expect(parseIncidentName(name)).toBe(number)
})

test('names are padded to four places and no shorter', () => {
  expect([incidentName(7), restoreName(12_345)]).toEqual(['INC-0007', 'RST-12345'])
})

test('each severity is stored under its name, and findings go from the gravest down', () => {
  for (const level of SEVERITIES) expect(severityLevel(severityName(level))).toBe(level)
  expect(severityName(1)).toBe('SEV1')
  expect(FINDING_SEVERITIES.map(findingRank)).toEqual([0, 1, 2])
})
