import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { launchNode } from '@/lib/cli/launch-node'
import { LogFile } from '@/lib/cli/log-file'

const home = mkdtempSync(join(tmpdir(), 'tidemark-log-'))
const mounted: string[] = []
const folder = () => mkdtempSync(join(home, 'at-'))

afterAll(() => {
  // Lazily: a process that another test has just started may still hold what it inherited.
  for (const path of mounted) execFileSync('/bin/umount', ['-l', path])
  rmSync(home, { recursive: true, force: true })
})

/** A log on a disk that is full, and how to make room. */
type FullDisk = { path: string; makeRoom: () => void }

/** The device that is always full stands in for the file: no rights are needed. */
function deviceFull(): FullDisk {
  const path = join(folder(), 'web.log')
  symlinkSync('/dev/full', path)
  return { path, makeRoom: () => rmSync(path) }
}

/** A file system of 64 kB, filled to the brim; undefined where this user may not mount one. */
function smallDisk(): FullDisk | undefined {
  const path = folder()
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  mounted.push(path)
  const filler = join(path, 'filler')
  try {
    for (;;) writeFileSync(filler, 'x'.repeat(1_000), { flag: 'a' })
  } catch {
    return { path: join(path, 'log/web.log'), makeRoom: () => rmSync(filler) }
  }
}

const disks: [string, FullDisk][] = [['the device that is full', deviceFull()]]
const small = smallDisk()
if (small) disks.push(['a small file system that is full', small])

describe.each(disks)('on %s', (_, { path, makeRoom }) => {
  test('nothing throws, the process that speaks lives, and it is written what was lost once there is room', async () => {
    const script = 'let n = 0; setInterval(() => console.log("line " + (n += 1)), 10)'
    const child = await launchNode({ args: ['-e', script], env: process.env, logFile: path })
    const ended = vi.fn()
    void child.exited.then(ended)
    await new Promise((done) => setTimeout(done, 200))
    expect(ended).not.toHaveBeenCalled()
    makeRoom()
    await vi.waitFor(
      () => expect(readFileSync(path, 'utf8')).toMatch(/\d+ lines could not be written here \(ENOSPC\)\nline \d+/),
      3_000,
    )
    expect(ended).not.toHaveBeenCalled()
    await child.stop()
  })
})

describe('where a log cannot be written nothing is thrown, and what was lost is counted', () => {
  const long = 'x'.repeat(300)
  const table: [string, () => string][] = [
    ['the device that is full', () => link('/dev/full')],
    ['a folder in its place', () => folder()],
    ['a file where its folder should be', () => join(file(), 'web.log')],
    [
      'a link to itself',
      () => {
        const at = join(folder(), 'web.log')
        symlinkSync(at, at)
        return at
      },
    ],
    ['a link into nowhere', () => link('/nowhere/at/all/web.log')],
    ['a name too long', () => join(folder(), long)],
    ['a path too long', () => join(folder(), ...Array.from({ length: 20 }, () => long.slice(0, 250)), 'web.log')],
    ['a file system that takes no files', () => '/proc/self/web.log'],
    ['a device that is not there', () => link('/proc/self/fd/9999')],
    ['a file that only lets itself be read', () => '/proc/version'],
    ['a byte that no path may have', () => join(folder(), 'a\0b')],
  ]
  test.each(table)('%s', (_, path) => {
    const log = new LogFile(path(), { bytes: 100, files: 2 })
    log.write('one\ntwo\n')
    log.write('three\n')
    log.write('no line feed')
    expect(log.lost).toBe(4)
    log.close()
  })

  test('a file that was closed under it is opened again', () => {
    const path = join(folder(), 'web.log')
    const log = new LogFile(path)
    log.write('one\n')
    for (const fd of openOn(path)) closeSync(fd)
    log.write('two\n')
    log.write('three\n')
    expect(readFileSync(path, 'utf8')).toBe('one\n[log] 1 lines could not be written here (EBADF)\nthree\n')
  })
})

describe('a log that is full is turned over', () => {
  test('the newest lines are kept, in so many files of so many bytes', () => {
    const path = join(folder(), 'web.log')
    const log = new LogFile(path, { bytes: 100, files: 3 })
    for (let n = 1; n <= 100; n += 1) log.write(`line ${String(n).padStart(4)}\n`)
    expect(readdirSync(join(path, '..')).sort()).toEqual(['web.log', 'web.log.1', 'web.log.2'])
    expect(readFileSync(path, 'utf8')).toMatch(/line {2}100\n$/)
    expect(readFileSync(`${path}.1`, 'utf8')).toMatch(/^line {3}81\n/)
  })

  test('whatever is written and however often the process begins anew, the cap holds and the last words are there', () => {
    const limits = fc.record({ bytes: fc.integer({ min: 20, max: 200 }), files: fc.integer({ min: 1, max: 4 }) })
    const words = fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' }), fc.boolean()), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(limits, words, (kept, lines) => {
        const path = join(folder(), 'web.log')
        let log = new LogFile(path, kept)
        for (const [line, anew] of lines) {
          if (anew) {
            log.close()
            log = new LogFile(path, kept)
          }
          log.write(line)
        }
        log.close()
        const names = [path, ...Array.from({ length: 9 }, (_, n) => `${path}.${n + 1}`)].filter(existsSync)
        expect(names.length).toBeLessThanOrEqual(kept.files)
        for (const name of names) expect(statSync(name).size).toBeLessThanOrEqual(kept.bytes)
        const all = names
          .reverse()
          .map((name) => readFileSync(name, 'utf8'))
          .join('')
        expect(
          lines
            .map(([line]) => line)
            .join('')
            .endsWith(all),
        ).toBe(true)
        if (lines.length > 0) expect(all.length).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })

  test('one that may not be moved is emptied instead', () => {
    const path = join(folder(), 'web.log')
    mkdirSync(join(`${path}.1`, 'full'), { recursive: true })
    const log = new LogFile(path, { bytes: 20, files: 2 })
    for (let n = 0; n < 50; n += 1) log.write('ten bytes\n')
    expect(statSync(path).size).toBeLessThanOrEqual(20)
    expect(log.lost).toBe(0)
  })
})

function link(to: string): string {
  const at = join(folder(), 'web.log')
  symlinkSync(to, at)
  return at
}

function file(): string {
  const at = join(folder(), 'file')
  writeFileSync(at, '')
  return at
}

/** The numbers under which this process holds a file open. */
function openOn(path: string): number[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readFileSync(`/proc/self/fdinfo/${fd}`) && statSync(`/proc/self/fd/${fd}`).ino === statSync(path).ino
        ? Number(fd)
        : []
    } catch {
      return []
    }
  })
}
