import type { ShellStatus } from '@/components/shell/types'

/** What the frame of every page shows. What cannot be read is null, "not known", and never fails the page. */
export async function readShellStatus(): Promise<ShellStatus> {
  return { health: { collectors: null, journal: null }, incidents: [], asOf: Date.now() }
}
