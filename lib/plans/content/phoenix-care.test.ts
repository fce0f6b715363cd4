import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parsePlan } from '@/lib/plans/document/parse'
import { formatDuration } from '@/lib/time/durations'

/** Tests, follow-up, automation, compliance and audit as the Phoenix Platform's own document states them. */

const parsed = parsePlan(readFileSync('plans/phoenix.yaml', 'utf8'), 'phoenix.yaml')
if (!parsed.ok) throw new Error(parsed.faults.map(({ message }) => message).join('\n'))
const { plan } = parsed

const show = (ms: number | null) => (ms === null ? '–' : formatDuration(ms).replaceAll('\u00a0', ' '))

test('7.1: the scheduled tests with length and scope', () => {
  expect(plan.drills.map(({ name, frequency, duration, scope }) => [name, frequency, show(duration), scope])).toEqual([
    ['Backup verification', 'daily', '30 m', 'Automated'],
    ['Component failover', 'weekly', '2 h', 'Single service'],
    ['Regional failover', 'monthly', '4 h', 'Full DR site'],
    ['Full DR simulation', 'quarterly', '8 h', 'Complete system'],
  ])
  expect(plan.drills.flatMap(({ days }) => days)).toEqual([])
})

test('8.1: what the automated suite writes of each check', () => {
  const suite = plan.verifications.find(({ id }) => id === 'verification-suite')
  for (const part of ['name', 'start', 'end', 'duration', 'PASSED', 'FAILED', 'error', 'overall status']) {
    expect(suite?.source.says).toContain(part)
  }
})

test('2.2 and 2.3: nothing is compared with a result that the document does not state', () => {
  expect(plan.verifications.filter((check) => check.expect !== null)).toEqual([])
})

test('8.2 and 9.1: lists with their times', () => {
  expect(plan.checklists.map(({ kind, from, to, items }) => [kind, show(from), show(to), items.length])).toEqual([
    ['verification', '–', '–', 8],
    ['post-recovery', '0 s', '2 h', 3],
    ['post-recovery', '0 s', '4 h', 3],
    ['post-recovery', '0 s', '1 d', 3],
  ])
})

test('9.2: what follows a recovery, and by when', () => {
  expect(plan.reviews?.deadlines.map(({ id, from, within }) => [id, show(from), show(within)])).toEqual([
    ['root-cause', '1 d', '2 d'],
    ['post-mortem', '2 d', '3 d'],
    ['procedures', '–', '7 d'],
    ['improvements', '14 d', '28 d'],
  ])
})

test('10.1: regions, triggers, actions by priority, notifications', () => {
  const { automation } = plan
  expect([automation?.primaryRegion, automation?.drRegion]).toEqual(['us-east-1', 'us-west-2'])
  expect(
    automation?.triggers.map(({ kind, threshold, interval, window }) => [
      kind,
      threshold,
      show(interval),
      show(window),
    ]),
  ).toEqual([
    ['health-check', 3, '30 s', '–'],
    ['error-rate', 50, '–', '5 m'],
  ])
  expect(automation?.actions.map(({ priority, kind }) => `${priority} ${kind}`)).toEqual([
    '1 database-failover',
    '2 traffic-redirect',
    '3 service-scaling',
  ])
  const address = (id: string) => plan.communications.channels.find((channel) => channel.id === id)
  expect(
    automation?.notifications.map(({ channel, severity }) => [
      address(channel)?.name,
      address(channel)?.address,
      severity,
    ]),
  ).toEqual([
    ['PagerDuty', null, 'P1'],
    ['Slack', '#incidents', null],
  ])
})

test('11.1: each framework with its time or condition, and something that shows it', () => {
  expect(
    plan.compliance.map(({ framework, within, atLeastEvery, condition, evidence }) => [
      framework,
      show(within),
      show(atLeastEvery),
      condition,
      evidence.length > 0,
    ]),
  ).toEqual([
    ['SOC2', '–', '1 y', null, true],
    ['ISO 27001', '–', '–', null, true],
    ['GDPR', '3 d', '–', null, true],
    ['HIPAA', '–', '–', 'if applicable', true],
  ])
})

test('11.2: all is logged, in seven keys', () => {
  expect(plan.audit?.must).toHaveLength(1)
  expect(plan.audit?.format.map(({ key, type }) => `${key} ${type}`)).toEqual([
    'event text',
    'timestamp instant',
    'triggered_by text',
    'reason text',
    'actions list',
    'outcome text',
    'duration_minutes number',
  ])
})

test.each([
  ['scales-of-severity', '6.1, 6.2, 10.1'],
  ['no-loss-or-rpo', '1.1, 8.2'],
  ['rds-or-self-managed', '2.2, 5.1'],
  ['dump-older-than-rpo', '2.2, 1.2'],
  ['dump-folder', '2.2, 3.1'],
  ['etcd-or-eks', '3.2, 2.3'],
  ['state-upload-folder', '3.2, 3.2, 2.3'],
  ['failover-order', '2.1, 10.1, 11.2'],
  ['namespace-of-the-api', '2.1, 2.3, 4.1, 7.2'],
  ['no-way-back', '2.2, 2.2'],
  ['configuration-left-out', '2.3, 4.1'],
  ['failed-verification-stays', '4.2, 4.2'],
  ['skipped-events', '5.2, 1.1'],
])('%s quotes the sections %s', (id, sections) => {
  const holders = [plan.system, ...plan.objectives, ...plan.assets, ...plan.backups, ...plan.runbooks]
  const found = holders.flatMap(({ contradictions }) => contradictions).find((one) => one.id === id)
  expect(found?.statements.map(({ where }) => where.split(' ')[0]).join(', ')).toBe(sections)
})
