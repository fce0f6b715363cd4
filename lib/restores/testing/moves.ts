import { expect } from 'vitest'
import { transition } from '@/lib/restores/machine/transition'
import type { MachineRestore, RestoreEvent } from '@/lib/restores/machine/types'
import type { RestoreState } from '@/lib/restores/model/restore'

/** For tests only: a restore in any state, one event of each kind, and a move told on one line. */
export const T0 = Date.UTC(2026, 10, 21, 13, 0, 0)
export const MINUTE = 60_000
export const NAME = 'phaserai-prod-pitr'

/** In a state since T0, with nothing known beside what is given. */
export const restore = (state: RestoreState, over: Partial<MachineRestore> = {}): MachineRestore => ({
  ...{ state, stateSince: T0, repeat: { by: 'name' }, targetName: NAME, requesterId: 'dba', paramsHash: 'h1' },
  ...{ approvalRequired: false, approvalHash: null, approvedById: null, approvalExpiresAt: null },
  ...{ sendCount: 0, firstSentAt: null, lastSentAt: null, awsJobId: null, awsResourceId: null, awsStatus: null },
  ...{ percent: null, failureCode: null, failureText: null, ...over },
})

const by = { id: 'cmd', name: 'Cora' }
const sighting = { status: 'Creating', resourceId: 'db-1' }
export const reason = { code: 'Throttling', sentence: 'Rate exceeded. Try later.' }
/** When each event of EVENTS happens. */
export const at = T0 + 10_000
export const EVENTS = {
  approve: { kind: 'approve', at, by, hash: 'h1' },
  reject: { kind: 'reject', at, by, reason: 'no' },
  expire: { kind: 'expire', at },
  change: { kind: 'change', at, by, paramsHash: 'h2', targetName: 'other', approval: null },
  cancel: { kind: 'cancel', at, by },
  send: { kind: 'send', at, approval: null },
  close: { kind: 'close', at, by, reason: 'enough' },
  accepted: { kind: 'accepted', at, sighting },
  rejected: { kind: 'rejected', at, ...reason },
  'in-doubt': { kind: 'in-doubt', at, ...reason },
  seen: { kind: 'seen', at, sighting },
  absent: { kind: 'absent', at, approval: null },
  foreign: { kind: 'foreign', at },
  'look-failed': { kind: 'look-failed', at, ...reason },
  available: { kind: 'available', at, sighting: { status: 'available', resourceId: 'db-1' } },
  broken: { kind: 'broken', at, ...reason },
} satisfies Record<RestoreEvent['kind'], RestoreEvent>
export type Kind = keyof typeof EVENTS

/** What a move does, on one line: state, what is done, and after `=>` what of the restore is another now. */
export function told(before: MachineRestore, event: RestoreEvent): string {
  const { next, effects, refused } = transition(before, event)
  if (refused !== null) {
    expect([next, effects]).toEqual([before, []])
    return `no: ${refused}`
  }
  const done = effects.map((one) => {
    if (one.kind === 'send') return 'send'
    if (one.kind === 'look') return `look in ${one.after}`
    return `"${one.text}"${one.code ? ` ${one.code}` : ''}${one.status ? ` (${one.status})` : ''}`
  })
  const changed = Object.entries(next).flatMap(([key, value]) =>
    key === 'state' || value === before[key as keyof MachineRestore]
      ? []
      : `${key} ${value === event.at ? 'now' : value}`,
  )
  return `${[next.state, ...done].join(', ')}${changed.length > 0 ? ` => ${changed.join(', ')}` : ''}`
}
