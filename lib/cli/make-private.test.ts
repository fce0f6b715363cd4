import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makePrivate } from '@/lib/cli/make-private'

const home = mkdtempSync(join(tmpdir(), 'tidemark-private-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

test.each([0o755, 0o777, 0o750, 0o711, 0o701, 0o700, 0o1777])(
  'a folder of mode %o is for its user alone afterwards',
  (mode) => {
    const folder = join(home, `of-${mode}`)
    mkdirSync(folder)
    chmodSync(folder, mode)
    writeFileSync(join(folder, 'kept'), 'kept')
    makePrivate(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'kept')).size).toBe(4)
  },
)

test('one that is not there is made so, whatever the mask', () => {
  const before = process.umask(0)
  makePrivate(join(home, 'deep/er'))
  process.umask(before)
  expect(statSync(join(home, 'deep/er')).mode & 0o777).toBe(0o700)
})
