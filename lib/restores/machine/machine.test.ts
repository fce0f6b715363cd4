import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BEFORE_SENDING, DOUBTFUL, TERMINAL } from '@/lib/restores/machine/states'
import { transition } from '@/lib/restores/machine/transition'
import { DEFAULT_SETTINGS, type MachineRestore, type RestoreEvent } from '@/lib/restores/machine/types'
import type { RestoreMethod } from '@/lib/restores/model/restore'

const T0 = Date.UTC(2026, 10, 21, 13, 0, 0)

function fresh(over: Partial<MachineRestore> = {}): MachineRestore {
  return {
    state: 'APPROVED',
    stateSince: T0,
    method: 'point-in-time',
    targetName: 'phaserai-prod-pitr',
    requesterId: 'dba',
    paramsHash: 'h1',
    approvalRequired: false,
    approvalHash: null,
    approvedById: null,
    approvalExpiresAt: null,
    sendCount: 0,
    firstSentAt: null,
    lastSentAt: null,
    awsJobId: null,
    awsResourceId: null,
    awsStatus: null,
    percent: null,
    failureCode: null,
    failureText: null,
    ...over,
  }
}

const person = fc.constantFrom({ id: 'dba', name: 'DBA' }, { id: 'approver', name: 'Approver' })
const hash = fc.constantFrom('h1', 'h2', 'h3')
const sighting = fc.constantFrom(
  { status: 'creating', resourceId: 'db-1' },
  { status: 'backing-up', resourceId: 'db-1' },
)
const LEAD = { by: 'engineering lead', says: 'A restore needs the engineering lead.' }
/** Who the plans want to agree at that moment; seldom anybody, so that lives go on. */
const needed = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(LEAD) })
const reason = { code: 'InternalFailure', sentence: 'AWS failed' }

const { settleMs, tokenMs } = DEFAULT_SETTINGS
/** Mostly minutes; at times to the millisecond at which a limit is reached, so that lives outlast AWS Backup's token. */
const wait = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 120_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, settleMs - 1, settleMs, tokenMs - settleMs, tokenMs - 1, tokenMs) },
)

/** Any event, a while after the one before. */
const step = fc.tuple(
  wait,
  fc.oneof(
    fc.record({ kind: fc.constant('approve' as const), by: person, hash }),
    fc.record({ kind: fc.constant('reject' as const), by: person, reason: fc.constant('no') }),
    fc.constant({ kind: 'expire' as const }),
    fc.record({
      kind: fc.constant('change' as const),
      by: person,
      paramsHash: hash,
      targetName: fc.constant('other'),
      approval: needed,
    }),
    fc.record({ kind: fc.constant('cancel' as const), by: person }),
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), approval: needed }) },
    fc.record({ kind: fc.constantFrom('accepted' as const, 'seen' as const, 'available' as const), sighting }),
    { weight: 12, arbitrary: fc.record({ kind: fc.constant('absent' as const), approval: needed }) },
    fc.constant({ kind: 'foreign' as const }),
    fc
      .constantFrom('rejected' as const, 'in-doubt' as const, 'look-failed' as const, 'broken' as const)
      .map((kind) => ({ kind, ...reason })),
    fc.record({ kind: fc.constant('close' as const), by: person, reason: fc.constant('enough') }),
  ),
)

const start = fc.record({
  method: fc.constantFrom<RestoreMethod>('snapshot', 'aws-backup', 'point-in-time'),
  approvalRequired: fc.boolean(),
})

type Seen = { before: MachineRestore; event: RestoreEvent; after: ReturnType<typeof transition> }

/** Plays a random life of a restore and shows every step to `check`. */
function everyLife(check: (seen: Seen[]) => void): void {
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 40 }), ({ method, approvalRequired }, steps) => {
      let restore = fresh({
        method,
        approvalRequired,
        state: approvalRequired ? 'PENDING_APPROVAL' : 'APPROVED',
        approvalExpiresAt: approvalRequired ? T0 + 600_000 : null,
      })
      let at = T0
      const seen: Seen[] = []
      for (const [wait, what] of steps) {
        at += wait
        const event = { ...what, at } as RestoreEvent
        const after = transition(restore, event)
        seen.push({ before: restore, event, after })
        restore = after.next
      }
      check(seen)
    }),
    { numRuns: 2_000 },
  )
}

const sends = (seen: Seen) => seen.after.effects.some((effect) => effect.kind === 'send')

describe('a restore’s life, whatever happens to it', () => {
  it('is sent, first or again, only while the plans want nobody else, or after another person agreed', () =>
    everyLife((seen) => {
      for (const one of seen.filter(sends)) {
        const { event, before } = one
        if (!('approval' in event) || !event.approval) continue
        expect(before.approvedById).not.toBeNull()
        expect(before.approvedById).not.toBe(before.requesterId)
      }
      for (const { before, after } of seen) {
        if (before.approvalRequired) expect(after.next.approvalRequired).toBe(true)
      }
    }))

  it('never leaves a terminal state', () =>
    everyLife((seen) => {
      for (const { before, after } of seen) {
        if (!TERMINAL.has(before.state)) continue
        expect(after.next).toEqual(before)
        expect(after.effects).toEqual([])
        expect(after.refused).not.toBeNull()
      }
    }))

  it('sends only as SENDING, counted, and never twice without an absence looked for after the settle window', () =>
    everyLife((seen) => {
      let count = 0
      for (const one of seen) {
        if (!sends(one)) continue
        count++
        expect(one.after.next.state).toBe('SENDING')
        expect(one.after.next.sendCount).toBe(count)
        expect(one.after.next.lastSentAt).toBe(one.event.at)
        if (count === 1) {
          expect(one.before.state).toBe('APPROVED')
        } else {
          expect(one.event.kind).toBe('absent')
          expect(one.event.at - (one.before.lastSentAt ?? 0)).toBeGreaterThanOrEqual(DEFAULT_SETTINGS.settleMs)
        }
      }
    }))

  it('never sends once AWS has shown that it holds ours', () =>
    everyLife((seen) => {
      const held = seen.findIndex(({ after }) => after.next.awsResourceId !== null)
      if (held >= 0) expect(seen.slice(held).some(sends)).toBe(false)
    }))

  it('sends nothing that needs approval before another person has approved exactly that', () =>
    everyLife((seen) => {
      for (const one of seen.filter(sends)) {
        if (!one.before.approvalRequired) continue
        expect(one.before.approvedById).not.toBeNull()
        expect(one.before.approvedById).not.toBe(one.before.requesterId)
        expect(one.before.approvalHash).toBe(one.before.paramsHash)
      }
    }))

  it('cancels, rejects, expires and changes only before AWS was asked', () =>
    everyLife((seen) => {
      for (const { before, event, after } of seen) {
        if (!['cancel', 'reject', 'expire', 'change', 'approve'].includes(event.kind)) continue
        if (BEFORE_SENDING.has(before.state)) continue
        expect(after.next).toEqual(before)
        expect(after.refused).not.toBeNull()
      }
    }))

  it('repeats no AWS Backup request once its token may be forgotten, and does until then', () => {
    const count = { early: 0, late: 0, byName: 0 }
    everyLife((seen) => {
      for (const { before, event, after } of seen) {
        if (event.kind !== 'absent' || !DOUBTFUL.has(before.state) || before.failureCode !== null) continue
        // Whom the plans want to be asked meanwhile is a matter of its own.
        if (event.approval !== null) continue
        const settled = event.at - (before.lastSentAt ?? 0) >= settleMs
        const late = event.at - (before.firstSentAt ?? 0) >= tokenMs
        const token = before.method === 'aws-backup'
        if (token && late) expect(after.next.state).toBe('NEEDS_HUMAN')
        else expect(after.next.state).toBe(settled ? 'SENDING' : 'UNCONFIRMED')
        if (late || settled) count[!token ? 'byName' : late ? 'late' : 'early'] += 1
      }
    })
    // A generator that never lives so long would show nothing.
    expect(Math.min(...Object.values(count)), JSON.stringify(count)).toBeGreaterThan(3)
  })

  it('always says what comes next while AWS may still act: it calls, or it looks again', () =>
    everyLife((seen) => {
      for (const { after } of seen) {
        if (after.refused || !['SENDING', 'UNCONFIRMED', 'RUNNING', 'NEEDS_HUMAN'].includes(after.next.state)) continue
        expect(after.effects.some(({ kind }) => kind === 'send' || kind === 'look')).toBe(true)
      }
    }))

  it('changes nothing when it refuses', () =>
    everyLife((seen) => {
      for (const { before, after } of seen) if (after.refused) expect(after.next).toEqual(before)
    }))

  it('keeps a reason with every failure', () =>
    everyLife((seen) => {
      for (const { after } of seen) if (after.next.state === 'FAILED') expect(after.next.failureText).toBeTruthy()
    }))
})

describe('a restore, step by step', () => {
  const sent = fresh({ state: 'SENDING', sendCount: 1, firstSentAt: T0, lastSentAt: T0 })
  const late = T0 + DEFAULT_SETTINGS.settleMs
  const table: [string, MachineRestore, RestoreEvent, MachineRestore['state'], string[]][] = [
    [
      'approved under a plan that wants a second person now waits for one',
      fresh(),
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
    ['approved is sent', fresh(), { kind: 'send', at: T0, approval: null }, 'SENDING', ['record', 'send']],
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
      { ...sent, method: 'aws-backup', state: 'UNCONFIRMED' },
      { kind: 'absent', at: T0 + DEFAULT_SETTINGS.tokenMs },
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
  it.each(table)('%s', (_, restore, event, state, effects) => {
    const { next, effects: found, refused } = transition(restore, event)
    expect(refused).toBeNull()
    expect(next.state).toBe(state)
    expect(found.map(({ kind }) => kind)).toEqual(effects)
  })

  it('voids the approval when the restore changes, and keeps what it covered to be shown', () => {
    const waiting = fresh({ state: 'PENDING_APPROVAL', approvalRequired: true, approvalExpiresAt: T0 + 60_000 })
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
