import { describe, expect, test } from 'vitest'
import { APPROVAL_MS, DEFAULT_SETTINGS, type MachineRestore, type RestoreEvent } from '@/lib/restores/machine/types'
import { at, EVENTS, MINUTE, NAME, reason, restore, T0, told } from '@/lib/restores/testing/moves'

const { settleMs } = DEFAULT_SETTINGS
const LEAD = { by: 'engineering lead', says: 'The lead agrees.' }
const tokenMs = 50 * MINUTE
const token = { by: 'token', trustedMs: tokenMs, unseen: 'AWS Backup shows no job' } as const
const sent = { sendCount: 1, firstSentAt: T0, lastSentAt: T0 }
const silent =
  '"AWS is not answering (Throttling). The intent is kept, Tidemark keeps looking" Throttling, look in 5000 =>'
const found = `"Found at AWS, adopted: ${NAME} is`
const adopted = `RUNNING, ${found} creating" (Creating), look in 5000 => stateSince now, awsResourceId db-1, awsStatus Creating`
const usable = `AWAITING_CUTOVER, ${found} available, not verified" (available) => stateSince now, awsResourceId db-1, awsStatus available`

describe('at a limit, and in a life that has a past', () => {
  const waiting = restore('PENDING_APPROVAL', { approvalRequired: true, approvalExpiresAt: at })
  const approved = restore('APPROVED', { approvalRequired: true, approvedById: 'cmd', approvalHash: 'h1' })
  const doubtful = restore('UNCONFIRMED', sent)
  const running = restore('RUNNING', { ...sent, awsJobId: 'job-1', awsResourceId: 'db-1', awsStatus: 'Creating' })
  const soon = { by: 'marker', seenWithinMs: 0 } as const
  const late = restore('UNCONFIRMED', { ...sent, repeat: { by: 'marker', seenWithinMs: 3 * settleMs } })
  const unguarded = restore('UNCONFIRMED', { ...sent, repeat: { by: 'nothing' } })
  const unseen = 'AWS shows nothing of the request, and repeating it could carry it out twice'
  const waited = `RUNNING, ${silent.replace('5000', '60000')} awsStatus Throttling`
  const backup = restore('UNCONFIRMED', { ...sent, repeat: token })
  const looked = (when: number) => ({ kind: 'look-failed', at: when, ...reason }) as const
  const absent = (when: number) => ({ kind: 'absent', at: when }) as const
  const again = (seconds: number) =>
    `SENDING, "Not found at AWS ${seconds} s after the request: sending the same again", send => stateSince now, sendCount 2, lastSentAt now`
  const noToken = (text: string) =>
    `NEEDS_HUMAN, "A person has to look: ${text}" needs-human, look in 60000 => stateSince now, failureText ${text}`
  const noJob = 'AWS Backup shows no job 50 minutes after the first request, and repeating it could restore twice'
  const noAnswer = 'AWS has not answered for 50 minutes, and the request must not be repeated'
  const table: [string, MachineRestore, RestoreEvent, string][] = [
    [
      'the requester',
      waiting,
      { ...EVENTS.approve, by: { id: 'dba', name: 'D' } },
      'no: The requester cannot approve: another person must.',
    ],
    [
      'another request',
      waiting,
      { ...EVENTS.approve, hash: 'h0' },
      'no: The restore has changed since you looked at it. Read it again, then approve.',
    ],
    ['too late', waiting, EVENTS.approve, 'no: The request has expired; ask for the restore again.'],
    [
      'in time',
      waiting,
      { ...EVENTS.approve, at: at - 1 },
      'APPROVED, "Approved by Cora", look in 0 => stateSince now, approvalHash h1, approvedById cmd',
    ],
    [
      'expires to the millisecond',
      waiting,
      EVENTS.expire,
      'EXPIRED, "Expired: nobody approved it in time. AWS was not asked" => stateSince now',
    ],
    ['does not expire before', waiting, { ...EVENTS.expire, at: at - 1 }, 'no: The request has not expired.'],
    [
      'does not expire without an end',
      { ...waiting, approvalExpiresAt: null },
      EVENTS.expire,
      'no: The request has not expired.',
    ],
    ['the same change again', approved, { ...EVENTS.change, paramsHash: 'h1' }, 'APPROVED'],
    [
      'a change voids the approval',
      approved,
      EVENTS.change,
      `PENDING_APPROVAL, "Changed by Cora: target other. The approval is void" => stateSince now, targetName other, paramsHash h2, approvedById null, approvalExpiresAt ${at + APPROVAL_MS}`,
    ],
    [
      'approved is sent',
      approved,
      EVENTS.send,
      `SENDING, "Asking AWS to create ${NAME}", send => stateSince now, sendCount 1, firstSentAt now, lastSentAt now`,
    ],
    [
      'approved by nobody, where the plans want somebody by now',
      restore('APPROVED'),
      { ...EVENTS.send, approval: LEAD },
      `PENDING_APPROVAL, "Not sent: it waits for approval by engineering lead. The lead agrees." approval-needed => stateSince now, approvalRequired true, approvalExpiresAt ${at + APPROVAL_MS}`,
    ],
    [
      'approved, and still wanted',
      restore('APPROVED', { approvedById: 'cmd' }),
      { ...EVENTS.send, approval: LEAD },
      `SENDING, "Asking AWS to create ${NAME}", send => stateSince now, sendCount 1, firstSentAt now, lastSentAt now`,
    ],
    [
      'changed where the plans want somebody by now',
      restore('APPROVED'),
      { ...EVENTS.change, approval: LEAD },
      `PENDING_APPROVAL, "Changed by Cora: target other" => stateSince now, targetName other, paramsHash h2, approvalRequired true, approvalExpiresAt ${at + APPROVAL_MS}`,
    ],
    [
      'changed where nobody is wanted',
      restore('APPROVED'),
      EVENTS.change,
      'APPROVED, "Changed by Cora: target other" => targetName other, paramsHash h2',
    ],
    [
      'approved by nobody',
      { ...approved, approvedById: null },
      EVENTS.send,
      'no: The approval does not cover what would be sent.',
    ],
    [
      'approved was another',
      { ...approved, approvalHash: 'h0' },
      EVENTS.send,
      'no: The approval does not cover what would be sent.',
    ],

    [
      'a refused repeat may still have been made',
      { ...restore('SENDING', sent), sendCount: 2 },
      EVENTS.rejected,
      'UNCONFIRMED, "Not confirmed: Rate exceeded. Try later. Looking for it at AWS before anything is sent again" Throttling, look in 0 => stateSince now, failureCode Throttling, failureText Rate exceeded. Try later.',
    ],
    [
      '… and failed when it is not there',
      { ...doubtful, failureCode: 'X', failureText: 'no' },
      EVENTS.absent,
      'FAILED, "Failed: no" X => stateSince now',
    ],
    [
      '… even without a word',
      { ...doubtful, failureCode: 'X' },
      EVENTS.absent,
      'FAILED, "Failed: AWS refused" X => stateSince now, failureText AWS refused',
    ],
    [
      '… and is adopted, its refusal forgotten',
      { ...doubtful, failureCode: 'X', failureText: 'no' },
      EVENTS.seen,
      `${adopted}, failureCode null, failureText null`,
    ],
    [
      '… available too',
      { ...doubtful, failureCode: 'X', failureText: 'no' },
      EVENTS.available,
      `${usable}, failureCode null, failureText null`,
    ],
    [
      'a word that ends in a point',
      restore('SENDING', sent),
      { ...EVENTS['in-doubt'], sentence: 'a.b.' },
      'UNCONFIRMED, "Not confirmed: a.b. Looking for it at AWS before anything is sent again" Throttling, look in 0 => stateSince now',
    ],

    ['absent, just before it is settled', doubtful, absent(T0 + settleMs - 1), 'UNCONFIRMED, look in 1'],
    ['absent, settled', doubtful, absent(T0 + settleMs), again(60)],
    ['absent by a clock behind', doubtful, absent(T0 - 1), 'UNCONFIRMED, look in 5000'],
    [
      'absent since the state, where no sending is known',
      restore('UNCONFIRMED'),
      absent(T0 + settleMs),
      `SENDING, "Not found at AWS 60 s after the request: sending the same again", send => stateSince now, sendCount 1, firstSentAt now, lastSentAt now`,
    ],
    ['a token trusted for the last millisecond', backup, absent(T0 + tokenMs - 1), again(3000)],
    ['a token trusted no longer', backup, absent(T0 + tokenMs), noToken(noJob)],
    ['… in silence', backup, looked(T0 + tokenMs), noToken(noAnswer)],
    [
      '… but not in silence before',
      backup,
      looked(T0 + tokenMs - 1),
      `UNCONFIRMED, ${silent.replace('5000', '60000')} awsStatus Throttling`,
    ],
    [
      'a token for what was never sent',
      { ...backup, firstSentAt: null },
      absent(T0 + tokenMs),
      again(3000).replace('sendCount 2', 'sendCount 2, firstSentAt now'),
    ],
    ['a name needs no token', doubtful, absent(T0 + tokenMs), again(3000)],
    ['a token is no matter once AWS holds ours', { ...running, repeat: token }, looked(T0 + tokenMs), waited],
    ['a mark that may show late, just before', late, absent(T0 + 3 * settleMs - 1), 'UNCONFIRMED, look in 1'],
    ['… and not shown by then', late, absent(T0 + 3 * settleMs), again(180)],
    ['a mark that shows at once', { ...late, repeat: soon }, absent(T0 + settleMs), again(60)],
    ['what nothing guards, early', unguarded, absent(T0 + settleMs - 1), 'UNCONFIRMED, look in 1'],
    ['what nothing guards', unguarded, absent(T0 + settleMs), noToken(unseen)],

    ['silence told once', { ...running, awsStatus: 'Throttling' }, EVENTS['look-failed'], 'RUNNING, look in 5000'],
    [
      'silence looked at less often',
      { ...running, awsStatus: 'Throttling' },
      looked(T0 + 2 * MINUTE),
      'RUNNING, look in 30000',
    ],
    ['… but each minute', { ...running, awsStatus: 'Throttling' }, looked(T0 + 60 * MINUTE), 'RUNNING, look in 60000'],

    [
      'a step of AWS',
      running,
      { kind: 'seen', at, sighting: { status: 'Backing-up', percent: 41.6 } },
      `RUNNING, "${NAME} is backing-up, 42 %" (Backing-up), look in 5000 => awsStatus Backing-up, percent 41.6`,
    ],
    [
      'the same step, further',
      running,
      { kind: 'seen', at, sighting: { status: 'Creating', percent: 50, jobId: 'job-2', resourceId: 'db-2' } },
      'RUNNING, look in 5000 => awsJobId job-2, awsResourceId db-2, percent 50',
    ],
    [
      'a step without a share',
      { ...running, percent: 50 },
      { kind: 'seen', at, sighting: { status: 'Backing-up' } },
      `RUNNING, "${NAME} is backing-up" (Backing-up), look in 5000 => awsStatus Backing-up, percent null`,
    ],

    ['gone for less than it settles', running, absent(T0 + settleMs - 1), 'RUNNING, look in 5000'],
    ['gone for as long', running, absent(T0 + settleMs), noToken(`${NAME} is no longer found at AWS`)],
    [
      'another’s for as long',
      running,
      { kind: 'foreign', at: T0 + settleMs },
      noToken(`${NAME} now names an instance that is not ours`),
    ],
    ['waits for a person already', restore('NEEDS_HUMAN', sent), absent(T0 + settleMs), 'NEEDS_HUMAN, look in 60000'],
  ]
  test.each(table)('%s', (_, before, event, line) => {
    expect(told(before, event)).toBe(line)
  })
})
