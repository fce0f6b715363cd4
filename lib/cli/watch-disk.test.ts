import { tmpdir } from 'node:os'
import { expect, test, vi } from 'vitest'
import { watchDisk } from '@/lib/cli/watch-disk'
import { type DiskSpace, judgeDisk } from '@/lib/db/rules/disk'
import { statDisk } from '@/lib/db/stat-disk'

const used = (percent: number) => judgeDisk({ total: 1e12, free: (1e12 / 100) * (100 - percent) })

test('a disk that fills is said once, and once that there is room; what is not known says nothing', async () => {
  const looks: (DiskSpace | null)[] = [used(50), used(95), null, used(96), used(99), used(10), used(10)]
  const left = [...looks]
  const said: string[] = []
  const stop = watchDisk(
    '/data',
    (line) => said.push(line),
    async () => left.shift() ?? null,
    5,
  )
  await vi.waitFor(() => expect(left).toHaveLength(0))
  stop()
  expect(said).toEqual(['the disk of /data fills: disk 95 % full', 'there is room again: disk 10 % full'])
})

test('a real disk is known, a folder that is not there is not', async () => {
  expect(await statDisk(tmpdir())).toMatchObject({ usedPercent: expect.any(Number), free: expect.any(Number) })
  expect(await statDisk('/nowhere/at/all')).toBeNull()
})
