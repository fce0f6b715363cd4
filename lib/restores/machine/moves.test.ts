import { describe, expect, test } from 'vitest'
import { APPROVAL_MS, type MachineRestore } from '@/lib/restores/machine/types'
import type { RestoreState } from '@/lib/restores/model/restore'
import { at, EVENTS, type Kind, MINUTE, NAME, restore, T0, told } from '@/lib/restores/testing/moves'

const ALL = Object.keys(EVENTS) as Kind[]
const tellAll = (before: MachineRestore, kinds: Kind[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, told(before, EVENTS[kind])]))
const each = (kinds: Kind[], line: string) => Object.fromEntries(kinds.map((kind) => [kind, line]))

const EARLY: Kind[] = ['approve', 'reject', 'expire', 'change', 'cancel', 'send']
const ANSWERS: Kind[] = ['accepted', 'rejected', 'in-doubt']
const LATE: Kind[] = [...ANSWERS, 'seen', 'absent', 'foreign', 'look-failed', 'available', 'broken']
const sent = { sendCount: 1, firstSentAt: T0, lastSentAt: T0 }

const notYet = each(LATE, 'no: AWS has not been asked yet.')
const notThis = { close: 'no: Only a restore that needs a person can be closed.' }
const asked = each(EARLY, 'no: AWS has been asked already; from then on a restore is neither withdrawn nor changed.')
const noCall = each(ANSWERS, 'no: No call to AWS was under way.')
const changed = '"Changed by Cora: target other" => targetName other, paramsHash h2'
const cancelled = 'CANCELLED, "Cancelled by Cora. AWS was not asked" => stateSince now'
const broken =
  'FAILED, "Failed: Rate exceeded. Try later." Throttling => stateSince now, failureCode Throttling, failureText Rate exceeded. Try later.'
const silent =
  '"AWS is not answering (Throttling). The intent is kept, Tidemark keeps looking" Throttling, look in 5000 =>'
const found = `"Found at AWS, adopted: ${NAME} is`
const adopted = `RUNNING, ${found} creating" (Creating), look in 5000 => stateSince now, awsResourceId db-1, awsStatus Creating`
const usable = `AWAITING_CUTOVER, ${found} available, not verified" (available) => stateSince now, awsResourceId db-1, awsStatus available`
const taken = `${NAME} exists and is not ours. Nothing was made; ask again with another name`
const foreign = `FAILED, "Failed: ${taken}" target-taken => stateSince now, failureCode target-taken, failureText ${taken}`

describe('every event in every state', () => {
  const table: [RestoreState, Partial<MachineRestore>, Record<string, string>][] = [
    [
      'PENDING_APPROVAL',
      { approvalRequired: true, approvalExpiresAt: T0 + MINUTE / 2 },
      {
        approve: 'APPROVED, "Approved by Cora", look in 0 => stateSince now, approvalHash h1, approvedById cmd',
        reject: 'REJECTED, "Rejected by Cora: no" => stateSince now, failureText no',
        expire: 'no: The request has not expired.',
        ...{
          change: `PENDING_APPROVAL, ${changed}, approvalExpiresAt ${at + APPROVAL_MS}`,
          cancel: cancelled,
          send: 'no: It waits for approval.',
        },
        ...{ ...notThis, ...notYet },
      },
    ],
    [
      'APPROVED',
      {},
      {
        ...each(['approve', 'reject'], 'no: This restore does not wait for approval.'),
        expire: 'no: The request has not expired.',
        ...{ change: `APPROVED, ${changed}`, cancel: cancelled, ...notThis, ...notYet },
        send: `SENDING, "Asking AWS to create ${NAME}", send => stateSince now, sendCount 1, firstSentAt now, lastSentAt now`,
      },
    ],
    [
      'SENDING',
      sent,
      {
        ...{ ...asked, ...notThis, rejected: broken, seen: adopted, foreign, available: usable, broken },
        accepted: adopted.replace('Found at AWS, adopted', 'AWS accepted'),
        'in-doubt':
          'UNCONFIRMED, "Not confirmed: Rate exceeded. Try later. Looking for it at AWS before anything is sent again" Throttling, look in 0 => stateSince now',
        absent:
          'UNCONFIRMED, "Not confirmed: looking for it at AWS before anything is sent again", look in 5000 => stateSince now',
        'look-failed': `UNCONFIRMED, ${silent} stateSince now, awsStatus Throttling`,
      },
    ],
    [
      'UNCONFIRMED',
      sent,
      {
        ...{ ...asked, ...notThis, ...noCall, seen: adopted, foreign, available: usable, broken },
        absent: 'UNCONFIRMED, look in 5000',
        'look-failed': `UNCONFIRMED, ${silent} awsStatus Throttling`,
      },
    ],
    [
      'RUNNING',
      { ...sent, awsResourceId: 'db-1', awsStatus: 'Creating' },
      {
        ...{ ...asked, ...notThis, ...noCall, ...each(['seen', 'absent', 'foreign'], 'RUNNING, look in 5000'), broken },
        available: `AWAITING_CUTOVER, "${NAME} is available, not verified" (available) => stateSince now, awsStatus available`,
        'look-failed': `RUNNING, ${silent} awsStatus Throttling`,
      },
    ],
    [
      'NEEDS_HUMAN',
      sent,
      {
        ...{ ...asked, ...noCall, seen: adopted, available: usable, broken },
        close:
          'FAILED, "Closed by Cora: enough" closed => stateSince now, failureCode closed, failureText Closed by Cora: enough',
        ...each(['absent', 'foreign'], 'NEEDS_HUMAN, look in 60000'),
        'look-failed': `NEEDS_HUMAN, ${silent} awsStatus Throttling`,
      },
    ],
    [
      'AWAITING_CUTOVER',
      sent,
      { ...asked, ...notThis, ...each(LATE, 'no: The restored instance is available already.') },
    ],
    ...(['COMPLETED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'FAILED'] as const).map(
      (state): [RestoreState, object, Record<string, string>] => [
        state,
        {},
        each(ALL, `no: This restore is over (${state.toLowerCase()}).`),
      ],
    ),
  ]
  test.each(table)('%s', (state, over, lines) => {
    expect(tellAll(restore(state, over), ALL)).toEqual(lines)
  })
})
