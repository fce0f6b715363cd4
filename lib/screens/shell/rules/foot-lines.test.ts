import { expect, test } from 'vitest'
import type { ShellHealth } from '@/lib/screens/shell/model/shell'
import { footLines } from '@/lib/screens/shell/rules/foot-lines'

const AT = Date.UTC(2026, 10, 28, 2, 14)
const WELL: ShellHealth = {
  worker: { state: 'at-work', silentAt: AT },
  collectors: { reporting: 10, total: 10 },
  record: { entries: 1_204, verifiedAt: AT, broken: false },
  disk: { words: 'disk 40 % full', tight: false },
}

/** The foot as it is read aloud, a line each. */
const read = (health: Partial<ShellHealth>) =>
  footLines({ ...WELL, ...health }).map(({ mark, name, says, at }) =>
    [mark, name, says, at ? 'at' : ''].join(' ').trim(),
  )

test.each<[string, Partial<ShellHealth>, string]>([
  ['all report', {}, 'ok Collectors 10 of 10 reporting'],
  ['one does not', { collectors: { reporting: 9, total: 10 } }, 'risk Collectors 9 of 10 reporting'],
  ['none is there', { collectors: { reporting: 0, total: 0 } }, 'info Collectors none yet'],
  ['nobody knows', { collectors: null }, 'unknown Collectors not known'],
  ['the worker stopped', { worker: { state: 'silent', since: AT }, collectors: null }, 'risk Worker silent since at'],
  ['the worker never was', { worker: { state: 'never-seen' } }, 'unknown Worker not seen yet'],
  ['the worker cannot be asked after', { worker: null }, 'ok Collectors 10 of 10 reporting'],
  ['the record holds', {}, 'ok Record 1,204 entries, whole, verified at'],
  [
    'the record is broken',
    { record: { entries: 9, verifiedAt: AT, broken: true } },
    'breach Record 9 entries, broken, verified at',
  ],
  [
    'nobody looked at the record',
    { record: { entries: 0, verifiedAt: null, broken: false } },
    'unknown Record not verified yet',
  ],
  ['the record cannot be read', { record: null }, 'unknown Record not verified yet'],
  ['the disk fills', { disk: { words: 'disk 93 % full', tight: true } }, 'risk Disk 93 % full'],
  ['nobody knows the disk', { disk: null }, 'unknown Disk not known'],
])('%s', (_, health, line) => {
  expect(read(health)).toContain(line)
})

test('a disk with room is no news', () => {
  expect(read({})).toHaveLength(2)
})
