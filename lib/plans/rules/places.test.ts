import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VARIABLE_TYPES } from '@/lib/plans/model/messages'
import { placeFault } from '@/lib/plans/rules/places'

describe('what may be typed into a place of a runbook', () => {
  test.each([
    ['arn', 'arn:aws:rds:us-east-1:210000000001:db:phaserai-prod'],
    ['instant', '2026-11-21T10:30:00Z'],
    ['instant', '2026-11-21 10:30 UTC'],
    ['host', 'phoenix-dr.cabc.us-west-2.rds.amazonaws.com'],
    ['identifier', 'rds:phaserai-prod-2026-11-20-01-07'],
    ['path', '/backups/phoenix_20261121_090000.dump'],
    ['text', 'Sign-in fails for everyone'],
    ['percent', '99.5'],
    ['region', 'us-west-2'],
    ['duration', '2 h 30 min'],
    ['url', 'https://solosuccess.ai/api/health'],
    ['number', '5'],
  ] as const)('%s takes %s', (type, text) => {
    expect(placeFault(type, text)).toBeNull()
  })

  test.each([
    ['arn', 'phaserai-prod', 'expected an ARN'],
    ['instant', '10:30', 'expected a time in UTC'],
    ['host', 'db; rm -rf /', 'expected a host name'],
    ['identifier', '$(id)', 'expected an identifier'],
    ['path', '/tmp/`id`', 'expected a path'],
    ['percent', '140', 'from 0 to 100'],
    ['text', 'two\nlines', 'one line'],
    ['text', 'x'.repeat(301), 'at most 300'],
  ] as const)('%s refuses %j', (type, text, expected) => {
    expect(placeFault(type, text)).toContain(expected)
  })

  test('no type lets a shell sign through', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VARIABLE_TYPES),
        fc.string({ maxLength: 40 }),
        fc.constantFrom('`', '$(', '"', '\n', ' ; ', '&&', '|'),
        (type, text, sign) => {
          expect(placeFault(type, text + sign + text)).not.toBeNull()
        },
      ),
    )
  })
})
