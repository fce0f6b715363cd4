import { expect, test } from 'vitest'
import { readSettings } from '@/lib/cli/settings'

test('nothing set: the defaults, an embedded database and the sandbox', () => {
  expect(readSettings({ PORT: '' })).toMatchObject({
    port: 3000,
    sandboxPort: 4599,
    usesAws: false,
    address: 'http://127.0.0.1:3000',
    databaseUrl: undefined,
  })
})

test.each([
  [{ PORT: 'eighty' }, /^PORT: expected a port number/],
  [{ SANDBOX_PORT: '70000' }, /^SANDBOX_PORT: expected a port number/],
  [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: expected an address that begins with postgresql/],
  [{ DATABASE_OWNER_URL: 'postgresql://x' }, /^DATABASE_URL: missing/],
  [{ AWS_ACCESS_KEY_ID: 'AKIA' }, /^AWS_SECRET_ACCESS_KEY: missing/],
  [{ NEXTAUTH_SECRET: 'short' }, /^NEXTAUTH_SECRET: expected at least 32/],
])('%o is named in one line, without its value', (variables, line) => {
  expect(() => readSettings(variables)).toThrow(line)
  expect(() => readSettings(variables)).not.toThrow(/eighty|mysql|AKIA|short/)
})

test('two faults are two lines', () => {
  expect(() => readSettings({ PORT: 'x', SANDBOX_PORT: 'y' })).toThrow(/^PORT: .*\nSANDBOX_PORT: .*\nEach/)
})

test('any AWS credentials or endpoint means no sandbox', () => {
  for (const set of [{ AWS_ENDPOINT_URL: 'http://x' }, { AWS_PROFILE: 'ops' }])
    expect(readSettings(set).usesAws).toBe(true)
})
