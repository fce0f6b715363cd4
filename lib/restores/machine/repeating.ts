import { DOUBTFUL } from '@/lib/restores/machine/states'
import type { MachineRestore, MachineSettings } from '@/lib/restores/machine/types'

/** A token that may be forgotten by now: a repeat could restore twice. A name guards for ever. */
export function staleToken({ state, repeat, firstSentAt }: MachineRestore, at: number) {
  if (repeat.by !== 'token' || !DOUBTFUL.has(state)) return null
  return firstSentAt !== null && at - firstSentAt >= repeat.trustedMs ? repeat : null
}

/** How long an absence must last to be believed: a mark may be shown later than a name. */
export function settleTime({ repeat }: MachineRestore, { settleMs }: MachineSettings): number {
  return repeat.by === 'marker' ? Math.max(settleMs, repeat.seenWithinMs) : settleMs
}

/** How long a token is trusted, in words. */
export const minutes = ({ trustedMs }: { trustedMs: number }) => `${Math.round(trustedMs / 60_000)} minutes`
