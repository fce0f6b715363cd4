/** A file system as it is now, in bytes: how large, and what is left for a user who is not root. */
export type DiskFigures = { total: number; free: number }

/** What is said of a disk. `usedPercent` is of what may be used, as `df` counts, rounded up. */
export type DiskSpace = { usedPercent: number; free: number; tight: boolean; full: boolean }

/** From here on it is said that the disk fills, percent. */
const TIGHT_PERCENT = 90

/** Less than this, and Postgres cannot begin its next segment of the write-ahead log (16 MB, its default), so it stops. */
const LEAST_FREE = 16 * 1024 * 1024

/** What a disk's figures mean; null, "not known", where they make no sense, as some network file systems tell it. */
export function judgeDisk({ total, free }: DiskFigures): DiskSpace | null {
  if (!Number.isFinite(total) || !Number.isFinite(free) || total <= 0 || free < 0 || free > total) return null
  const usedPercent = Math.ceil(((total - free) / total) * 100)
  const full = free < LEAST_FREE
  return { usedPercent, free, tight: full || usedPercent >= TIGHT_PERCENT, full }
}

/** What has been told of a filling disk goes on being true until two percent less are used: nothing is told at every look. */
const CALM_PERCENT = TIGHT_PERCENT - 2

/** Whether it stands told that the disk fills, after this look; to be said aloud where that differs from `told`. */
export function staysTold(told: boolean, { usedPercent, tight, full }: DiskSpace): boolean {
  return tight || (told && (full || usedPercent >= CALM_PERCENT))
}

/** How full a disk is, in words: `disk full`, `disk 93 % full`, or that it is not known. */
export function diskWords(space: DiskSpace | null): string {
  if (!space) return 'disk not known'
  return space.full ? 'disk full' : `disk ${space.usedPercent} % full`
}
