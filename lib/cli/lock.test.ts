import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lockFaults } from '@/lib/cli/lock-faults.mjs'

const ok = { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` }

test('every package of the lock is pinned by its content, and none names a registry', () => {
  expect(lockFaults(JSON.parse(readFileSync('package-lock.json', 'utf8')))).toEqual([])
})

test.each([
  ['no integrity', { version: '1.0.0' }, 'has no integrity'],
  ['an optional one without', { version: '1.0.0', optional: true, os: ['darwin'] }, 'has no integrity'],
  ['an empty one', { ...ok, integrity: '' }, 'has no integrity'],
  ['a weak one', { ...ok, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, 'has no integrity'],
  ['a cut one', { ...ok, integrity: 'sha512-AAAA' }, 'has no integrity'],
  ['a host', { ...ok, resolved: 'https://registry.example/x/-/x-1.0.0.tgz' }, 'names where it came from'],
  ['a repository', { ...ok, resolved: 'git+ssh://git@host.example/x.git#1234' }, 'names where it came from'],
  ['a plain http address', { ...ok, resolved: 'http://127.0.0.1:4873/x.tgz' }, 'names where it came from'],
])('a package with %s is named', (_, entry, words) => {
  const faults = lockFaults({ packages: { '': {}, 'node_modules/x': entry } })
  expect(faults).toEqual([expect.stringContaining(`node_modules/x ${words}`)])
})

test('the project itself and links need none', () => {
  const packages = {
    '': { version: '0.1.0' },
    'node_modules/own': { link: true, resolved: 'packages/own' },
    'node_modules/x': ok,
  }
  expect(lockFaults({ packages })).toEqual([])
})
