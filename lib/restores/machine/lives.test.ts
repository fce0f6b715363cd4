import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BEFORE_SENDING, DOUBTFUL, TERMINAL } from '@/lib/restores/machine/states'
import { transition } from '@/lib/restores/machine/transition'
import { DEFAULT_SETTINGS, type MachineRestore, type RestoreEvent } from '@/lib/restores/machine/types'
import type { Repeat } from '@/lib/restores/methods/model/method'
import { METHODS } from '@/lib/restores/methods/registry'
import { restore as restoreIn, T0 } from '@/lib/restores/testing/moves'

/** What makes a second call safe, of every way there is, and the kinds that none of them has yet. */
const REPEATS: Repeat[] = [
  ...METHODS.map(({ repeat }) => repeat),
  { by: 'marker', seenWithinMs: 3 * DEFAULT_SETTINGS.settleMs },
  { by: 'nothing' },
]

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

const { settleMs } = DEFAULT_SETTINGS
const tokenMs = Math.max(...REPEATS.map((one) => (one.by === 'token' ? one.trustedMs : 0)))
/** Mostly minutes; at times to the millisecond at which a limit is reached, so that lives outlast a token. */
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
  repeat: fc.constantFrom(...REPEATS),
  approvalRequired: fc.boolean(),
})

type Seen = { before: MachineRestore; event: RestoreEvent; after: ReturnType<typeof transition> }

/** Plays a random life of a restore and shows every step to `check`. */
function everyLife(check: (seen: Seen[]) => void): void {
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 40 }), ({ repeat, approvalRequired }, steps) => {
      let restore = restoreIn(approvalRequired ? 'PENDING_APPROVAL' : 'APPROVED', {
        ...{ repeat, approvalRequired },
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

  it('repeats a request only while what guards it is known to hold', () => {
    const count = { token: 0, 'token, forgotten': 0, name: 0, marker: 0, nothing: 0 }
    everyLife((seen) => {
      for (const { before, event, after } of seen) {
        if (event.kind !== 'absent' || !DOUBTFUL.has(before.state) || before.failureCode !== null) continue
        // Whom the plans want to be asked meanwhile is a matter of its own.
        if (event.approval !== null) continue
        const { repeat } = before
        const forgotten = repeat.by === 'token' && event.at - (before.firstSentAt ?? 0) >= repeat.trustedMs
        const shown = repeat.by === 'marker' ? Math.max(settleMs, repeat.seenWithinMs) : settleMs
        const settled = event.at - (before.lastSentAt ?? 0) >= shown
        const unsafe = forgotten || (settled && repeat.by === 'nothing')
        expect(after.next.state).toBe(unsafe ? 'NEEDS_HUMAN' : settled ? 'SENDING' : 'UNCONFIRMED')
        if (forgotten || settled) count[forgotten ? 'token, forgotten' : repeat.by] += 1
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
