import type { RestoreState } from '@/lib/restores/model/restore'

type States = ReadonlySet<RestoreState>

/** Before AWS was ever called: the only states in which a restore is approved, refused, changed or withdrawn. */
export const BEFORE_SENDING: States = new Set(['PENDING_APPROVAL', 'APPROVED'])

/** AWS may hold something of ours that nobody has confirmed yet. */
export const DOUBTFUL: States = new Set(['SENDING', 'UNCONFIRMED'])

/** A worker has the next move: it asks AWS, or looks. */
export const DRIVEN: States = new Set(['APPROVED', 'SENDING', 'UNCONFIRMED', 'RUNNING', 'NEEDS_HUMAN'])

/** On its way: nobody else may ask for the same point. The partial unique index on the point holds the same states. */
export const UNDER_WAY: States = new Set([
  'PENDING_APPROVAL',
  'APPROVED',
  'SENDING',
  'UNCONFIRMED',
  'RUNNING',
  'VERIFYING',
  'NEEDS_HUMAN',
])

/** Nothing leaves them. */
export const TERMINAL: States = new Set(['COMPLETED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'FAILED'])

/** It leads to nothing, so its target's name is free. The partial unique index on the name holds the other states. */
export const CAME_TO_NOTHING: States = new Set(['REJECTED', 'EXPIRED', 'CANCELLED', 'FAILED'])

/** Nothing happens by itself any more: it is over, or waits for people's next decision. */
export const AT_REST: States = new Set([...TERMINAL, 'AWAITING_CUTOVER'])

/** What it made, if it made something, may be deleted again. */
export const DELETABLE: States = new Set(['AWAITING_CUTOVER', 'COMPLETED', 'FAILED'])
