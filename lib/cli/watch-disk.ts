import { type DiskSpace, diskWords, staysTold } from '@/lib/db/rules/disk'
import { statDisk } from '@/lib/db/stat-disk'

const EVERY_MS = 10_000

/** Says once that the disk of a folder fills, and once that there is room again. Returns how to stop. */
export function watchDisk(
  folder: string,
  say: (line: string) => void,
  look: (folder: string) => Promise<DiskSpace | null> = statDisk,
  everyMs = EVERY_MS,
): () => void {
  let told = false
  const once = async () => {
    const space = await look(folder)
    if (!space || staysTold(told, space) === told) return
    told = !told
    say(told ? `the disk of ${folder} fills: ${diskWords(space)}` : `there is room again: ${diskWords(space)}`)
  }
  void once()
  const timer = setInterval(() => void once(), everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
