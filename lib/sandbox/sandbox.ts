import type { Databases } from '@/lib/sandbox/databases'
import type { State } from '@/lib/sandbox/state'

/** What every handler has at hand. Times are epoch ms. */
export type Sandbox = {
  state: State
  clock(): number
  /** How long a restore takes until the instance is available, ms. */
  pace: number
  /** The real databases behind the instances; null where a test does without. */
  databases: Databases | null
}
