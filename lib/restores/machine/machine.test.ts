import { describe, expect, it } from 'vitest'
import { transition } from '@/lib/restores/machine/transition'
import { DEFAULT_SETTINGS, type MachineRestore, type RestoreEvent } from '@/lib/restores/machine/types'
import { awsBackupRules } from '@/lib/restores/methods/aws-backup/rules/aws-backup'
import { MINUTE, restore, T0 } from '@/lib/restores/testing/moves'

const LEAD = { by: 'engineering lead', says: 'A restore needs the engineering lead.' }
const reason = { code: 'InternalFailure', sentence: 'AWS failed' }

describe('a restore, step by step', () => {
  const sent = restore('SENDING', { sendCount: 1, firstSentAt: T0, lastSentAt: T0 })
  const late = T0 + DEFAULT_SETTINGS.settleMs
  const table: [string, MachineRestore, RestoreEvent, MachineRestore['state'], string[]][] = [
    [
      'approved under a plan that wants a second person now waits for one',
      restore('APPROVED'),
      { kind: 'send', at: T0, approval: LEAD },
      'PENDING_APPROVAL',
      ['record'],
    ],
    [
      'a settled absence under a plan that wants a second person now is for a person to look at',
      sent,
      { kind: 'absent', at: late, approval: LEAD },
      'NEEDS_HUMAN',
      ['record', 'look'],
    ],
    [
      'approved by one who is no second person now waits for another',
      restore('APPROVED', { approvedById: 'cmd', approvalHash: 'h1' }),
      { kind: 'send', at: T0, approval: null, again: LEAD },
      'PENDING_APPROVAL',
      ['record'],
    ],
    [
      'a settled absence after an approval that does not count is for a person to look at',
      { ...sent, approvedById: 'cmd' },
      { kind: 'absent', at: late, approval: null, again: LEAD },
      'NEEDS_HUMAN',
      ['record', 'look'],
    ],
    ['approved is sent', restore('APPROVED'), { kind: 'send', at: T0, approval: null }, 'SENDING', ['record', 'send']],
    [
      'an answer in doubt is looked for',
      sent,
      { kind: 'in-doubt', at: T0, ...reason },
      'UNCONFIRMED',
      ['record', 'look'],
    ],
    [
      'too early an absence is looked for again',
      sent,
      { kind: 'absent', at: T0 + 1 },
      'UNCONFIRMED',
      ['record', 'look'],
    ],
    ['a settled absence is sent again', sent, { kind: 'absent', at: late }, 'SENDING', ['record', 'send']],
    [
      'ours found is adopted',
      sent,
      { kind: 'seen', at: T0, sighting: { status: 'creating' } },
      'RUNNING',
      ['record', 'look'],
    ],
    ['a taken name fails', sent, { kind: 'foreign', at: T0 }, 'FAILED', ['record']],
    ['a first refusal fails', sent, { kind: 'rejected', at: T0, ...reason }, 'FAILED', ['record']],
    [
      'a refusal of a repeat is looked for first',
      { ...sent, sendCount: 2 },
      { kind: 'rejected', at: T0, ...reason },
      'UNCONFIRMED',
      ['record', 'look'],
    ],
    [
      '… and fails when nothing is there',
      { ...sent, state: 'UNCONFIRMED', sendCount: 2, failureCode: 'X', failureText: 'no' },
      { kind: 'absent', at: late },
      'FAILED',
      ['record'],
    ],
    ['silence keeps the intent', sent, { kind: 'look-failed', at: T0, ...reason }, 'UNCONFIRMED', ['record', 'look']],
    [
      'AWS Backup unconfirmed for 50 minutes needs a person',
      { ...sent, repeat: awsBackupRules.repeat, state: 'UNCONFIRMED' },
      { kind: 'absent', at: T0 + 50 * MINUTE },
      'NEEDS_HUMAN',
      ['record', 'look'],
    ],
    [
      'what a person looks at is still adopted when it shows',
      { ...sent, state: 'NEEDS_HUMAN' },
      { kind: 'seen', at: T0, sighting: { status: 'creating' } },
      'RUNNING',
      ['record', 'look'],
    ],
    [
      'a restored instance that is renamed is not made again',
      { ...sent, state: 'RUNNING', awsResourceId: 'db-1' },
      { kind: 'absent', at: late },
      'NEEDS_HUMAN',
      ['record', 'look'],
    ],
    [
      'available is not verified',
      { ...sent, state: 'RUNNING' },
      { kind: 'available', at: T0, sighting: { status: 'available' } },
      'AWAITING_CUTOVER',
      ['record'],
    ],
  ]
  it.each(table)('%s', (_, before, event, state, effects) => {
    const { next, effects: found, refused } = transition(before, event)
    expect(refused).toBeNull()
    expect(next.state).toBe(state)
    expect(found.map(({ kind }) => kind)).toEqual(effects)
  })

  it('voids the approval when the restore changes, and keeps what it covered to be shown', () => {
    const waiting = restore('PENDING_APPROVAL', { approvalRequired: true, approvalExpiresAt: T0 + 60_000 })
    const approved = transition(waiting, { kind: 'approve', at: T0, by: { id: 'cmd', name: 'C' }, hash: 'h1' }).next
    expect(approved.state).toBe('APPROVED')
    const by = { id: 'dba', name: 'DBA' }
    const changed = transition(approved, {
      kind: 'change',
      at: T0,
      by,
      paramsHash: 'h2',
      targetName: 'x',
      approval: null,
    })
    expect(changed.next).toMatchObject({
      state: 'PENDING_APPROVAL',
      approvedById: null,
      approvalHash: 'h1',
      paramsHash: 'h2',
    })
    expect(changed.effects).toContainEqual({ kind: 'record', text: 'Changed by DBA: target x. The approval is void' })
    expect(transition(changed.next, { kind: 'send', at: T0, approval: null }).refused).not.toBeNull()
  })
})
