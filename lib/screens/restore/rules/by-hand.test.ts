import { expect, test } from 'vitest'
import type { RestoreState } from '@/lib/restores/model/restore'
import { commandIs, mayBeLeft } from '@/lib/screens/restore/rules/by-hand'

const at = new Date(0)
const row = (state: RestoreState, over: object = {}) => ({
  ...{ state, firstSentAt: null as Date | null, failureCode: null as string | null, deletedAt: null as Date | null },
  ...over,
})

test.each<[RestoreState, Date | null, 'ready' | 'record' | null]>([
  ['PENDING_APPROVAL', null, null],
  ['REJECTED', null, null],
  ['EXPIRED', null, null],
  ['CANCELLED', null, null],
  ['APPROVED', null, 'ready'],
  ['SENDING', at, 'record'],
  ['UNCONFIRMED', at, 'record'],
  ['NEEDS_HUMAN', at, 'record'],
  ['RUNNING', at, 'record'],
  ['AWAITING_CUTOVER', at, 'record'],
  ['FAILED', at, 'record'],
])('the command of a restore that is %s, sent %s, is %s', (state, firstSentAt, is) => {
  expect(commandIs(row(state, { firstSentAt }))).toBe(is)
})

test.each<[string, ReturnType<typeof row>, boolean]>([
  ['a person has to look', row('NEEDS_HUMAN', { firstSentAt: at }), true],
  ['a person gave up looking', row('FAILED', { firstSentAt: at, failureCode: 'closed' }), true],
  ['AWS refused it', row('FAILED', { firstSentAt: at, failureCode: 'DBSnapshotNotFound' }), false],
  ['another holds the name', row('FAILED', { firstSentAt: at, failureCode: 'target-taken' }), false],
  ['AWS was not asked', row('FAILED', { failureCode: 'closed' }), false],
  ['it was deleted again', row('FAILED', { firstSentAt: at, failureCode: 'closed', deletedAt: at }), false],
  ['it is seen at AWS', row('RUNNING', { firstSentAt: at }), false],
])('whether something may be left where %s', (_, restore, left) => {
  expect(mayBeLeft(restore)).toBe(left)
})
