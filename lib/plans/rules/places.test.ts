import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VARIABLE_TYPES, type VariableType } from '@/lib/plans/model/messages'
import { expectedOf, placeFault } from '@/lib/plans/rules/places'

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

  test.each<[VariableType, string[], string[]]>([
    [
      'text',
      ['a', 'ä ö', `it's`, 'x'.repeat(300)],
      ['', ...[...'`$"\\;|&<>'].flatMap((sign) => [`${sign}a`, `a${sign}`])],
    ],
    ['number', ['3', '-3', '30', '3.5', '-3.25'], ['', '3.', '.5', '3,5', 'x3', '3x', '--3', '3.5.1', '- 3']],
    ['percent', ['0', '9', '99', '100', '99.95', '100.0'], ['', '101', '1000', 'x5', '5x', '5.', '.5', '-1', '5 %']],
    [
      'instant',
      [
        ...['2026-11-21T10:30Z', '2026-11-21 10:30UTC', '2026-11-21T10:30:15 UTC'],
        ...['2026-11-21T10:30:15.5Z', '2026-11-21T10:30:15.125Z'],
      ],
      [
        ...['2026-11-21T10:30', 'x2026-11-21T10:30Z', '2026-11-21T10:30Zx', '2026-11-21x10:30Z', '2026-11-21T10:30+01'],
        ...['26-11-21T10:30Z', '2026-1-21T10:30Z', '2026-11-1T10:30Z', '2026-11-21T1:30Z', '2026-11-21T10:3Z'],
        ...['2026-11-21T10:30:1Z', '2026-11-21T10:30:15.Z', '2026-11-21T10:30:15.1234Z', '2026-11-21T10:30  UTC'],
      ],
    ],
    [
      'duration',
      ['2 h', '2h', '90min', '1.5 h', '10.25h', '2 h 30 min', '2h 30min', '1 d 12 h 30 min'],
      ['', 'h', '2', '2  h', '.5 h', '1. h', '2 h 30', '2h30min', '2 h  30 min', 'x2 h', '2 h!', '2 h x min', '2 H'],
    ],
    [
      'url',
      ['http://a', 'https://example.com/health?x=1#y'],
      [
        '',
        'https://',
        'https:/a',
        'ftp://a',
        'xhttps://a',
        'httpss://a',
        ...[...` "'<>\`$`].map((x) => `https://a${x}`),
      ],
    ],
    ['host', ['a', '9', 'db', 'a-b.c-d', 'DB.example.com'], ['', '-a', 'a-', '.a', 'a.', 'a_b', '_a', 'a_', 'a b']],
    [
      'region',
      ['us-west-2', 'us-gov-west-1', 'eu-central-1'],
      [
        ...['', 'us-2', 'u-west-2', 'usa-west-2', 'us-west', 'us-west-', 'us-west-x', 'us-west-22', 'us-west-2x'],
        ...['us--2', 'us-West-2', 'US-west-2', '1us-west-2', 'us-w1-2'],
      ],
    ],
    [
      'arn',
      ['arn:aws:s3:::bucket', 'arn:aws-us-gov:rds:us-gov-west-1:210000000001:db:x', 'arn:aws:kms:r_1:1:key/a'],
      [
        ...['', 'arn::s3:::b', 'arn:aws:::::b', 'arn:aws:s3:::', 'xarn:aws:s3:::b', 'arn:aws:s3', 'arn:a b:s3:::b'],
        ...['arn:aws:s 3:::b', 'arn:aws:s3:us east::b', 'arn:aws:s3::12a:b', 'arn:aws:s3:::b c'],
        ...[...`"'\`$`].map((sign) => `arn:aws:s3:::b${sign}`),
      ],
    ],
    [
      'identifier',
      ['a', '9', 'Ab', 'a.b_c:d/e-f', 'rds:x-1'],
      ['', '-a', '.a', '_a', '/a', ':a', ' a', 'a b', 'a$', 'a;', '$a'],
    ],
    ['path', ['/', 'a', '/a/b.dump', '../a*'], ['', ...[...` "'\`$;&|<>`].flatMap((sign) => [`${sign}a`, `a${sign}`])]],
  ])('%s at its limits', (type, fitting, refused) => {
    expect(fitting.filter((text) => placeFault(type, text) !== null)).toEqual([])
    expect(refused.filter((text) => placeFault(type, text) === null)).toEqual([])
  })

  test('a message takes any line of text, a command only what a shell reads as text', () => {
    expect(placeFault('text', 'a; $b "c"', 'message')).toBeNull()
    expect(placeFault('text', 'a', 'message')).toBeNull()
    expect(placeFault('text', '', 'message')).toBe('Found ""; expected text without ` $ " \\ ; | & < >.')
    expect(placeFault('number', 'a', 'message')).toBe('Found "a"; expected a number such as 3.')
    expect(placeFault('number', 'y'.repeat(61))).toBe(`Found "${'y'.repeat(60)}"; expected a number such as 3.`)
    expect(placeFault('text', 'x'.repeat(301), 'message')).toBe('Found 301 characters; expected at most 300.')
    for (const sign of ['\n', '\u0007', '\u2028', '\u2029'])
      expect(placeFault('text', `a${sign}b`, 'message')).toContain('one line of text')
    expect(expectedOf('text', 'message')).toBeNull()
    expect(expectedOf('text', 'command')).toBe('text without ` $ " \\ ; | & < >')
    expect(expectedOf('number', 'message')).toBe('a number such as 3')
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
