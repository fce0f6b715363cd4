import { statfs } from 'node:fs/promises'
import { type DiskSpace, judgeDisk } from '@/lib/db/rules/disk'

/** The disk that a folder lies on, now; null where the system does not tell. Never throws. */
export async function statDisk(folder: string): Promise<DiskSpace | null> {
  try {
    // As df does: what is kept back for root counts as neither used nor free.
    const { blocks, bfree, bavail, bsize } = await statfs(folder)
    return judgeDisk({ total: (blocks - bfree + bavail) * bsize, free: bavail * bsize })
  } catch {
    return null
  }
}
