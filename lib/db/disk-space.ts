import { type DiskSpace, staysTold } from '@/lib/db/rules/disk'
import { statDisk } from '@/lib/db/stat-disk'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const FRESH_MS = 5_000

type Looks = { last?: { at: number; space: DiskSpace | null }; looking?: Promise<void> | undefined; told: boolean }

// Next bundles pages and routes apart; one look and one word in the log per process all the same.
const held = globalThis as typeof globalThis & { tidemarkDisk?: Looks }
held.tidemarkDisk ??= { told: false }
const looks = held.tidemarkDisk

/**
 * The disk of the data folder, looked at anew when the last look is older than 5 s. Null is "not known". That it fills is
 * logged once, and once that there is room again. Never throws.
 */
export async function lookAtDisk(): Promise<DiskSpace | null> {
  if (!looks.last || Date.now() - looks.last.at > FRESH_MS) {
    looks.looking ??= look().finally(() => {
      looks.looking = undefined
    })
    await looks.looking
  }
  return looks.last?.space ?? null
}

/** What the last look saw, for who cannot wait; asks for the next one. Null when nothing is known yet. */
export function lastDiskSpace(): DiskSpace | null {
  void lookAtDisk()
  return looks.last?.space ?? null
}

async function look(): Promise<void> {
  const space = await statDisk(env.TIDEMARK_DATA)
  looks.last = { at: Date.now(), space }
  if (!space || staysTold(looks.told, space) === looks.told) return
  looks.told = !looks.told
  const { usedPercent, free } = space
  if (looks.told) log.warn({ usedPercent, free }, 'disk: the disk of the data folder fills')
  else log.warn({ usedPercent, free }, 'disk: there is room again on the disk of the data folder')
}
