import { expect, test } from 'vitest'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { placeholdersOf, planOf } from '@/lib/plans/testing/plan-as-written'
import { formatDuration } from '@/lib/time/durations'

/** Objectives, people, tests, validation and open places of Devonn.AI's own document. */

const devonn = planOf('devonn')
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const show = (ms: number | null | undefined) => (ms === null || ms === undefined ? '–' : plain(formatDuration(ms)))
const findings = () =>
  staticFindings(devonn, Date.UTC(2026, 10, 21)).map(({ kind, sentence }) => `${kind}: ${plain(sentence)}`)

test('RTO by tier, RPO by what is lost', () => {
  expect(devonn.objectives.map(({ name, rto, rpo }) => [name, show(rto?.target), show(rpo?.target)])).toEqual([
    ['Critical services', '1 h', '–'],
    ['Secondary services', '4 h', '–'],
    ['Tertiary services', '1 d', '–'],
    ['Database', '–', '5 m'],
    ['File storage', '–', '15 m'],
    ['Configuration', '–', '1 h'],
  ])
})

test('ten scenarios in three groups', () => {
  const groups = devonn.scenarios.map(({ source }) => source.section.split(', ')[1])
  expect(
    Object.entries(Object.groupBy(groups, (group) => group ?? '')).map(([group, all]) => [group, all?.length]),
  ).toEqual([
    ['Infrastructure Failures', 4],
    ['Application Failures', 3],
    ['Security Incidents', 3],
  ])
})

test('no backup has a schedule', () => {
  expect(devonn.backups.map(({ schedule }) => schedule.kind)).toEqual(['none-stated', 'none-stated', 'none-stated'])
})

test('teams, channels by rank, contacts', () => {
  expect(devonn.roles.map(({ name }) => name)).toEqual([
    'DR Coordinator',
    'Database Team',
    'Infrastructure Team',
    'Application Team',
    'Security Team',
  ])
  expect(devonn.communications.channels.map(({ kind, address, rank }) => [kind, address, rank])).toEqual([
    ['chat', '#dr-response', 'primary'],
    ['sms', null, 'secondary'],
    ['email', null, 'secondary'],
    ['support-portal', null, null],
    ['status-page', null, null],
  ])
  expect(devonn.contacts.map(({ title, link }) => [title, link])).toEqual([
    ['On-call rotation', 'https://devonn.pagerduty.com/on-call'],
    ['AWS Support', 'https://console.aws.amazon.com/support/home'],
    ['Infrastructure providers', null],
  ])
})

test('what is expected of a recovered system', () => {
  expect(devonn.verifications.find(({ id }) => id === 'api-health')).toMatchObject({
    command: 'curl localhost:8000/health',
    expect: '200 OK',
  })
  expect(devonn.verifications.find(({ id }) => id === 'users-count')?.expect).toBeNull()
  expect(devonn.checklists.map(({ id, items }) => `${id} ${items.length}`)).toEqual([
    'success-criteria 4',
    'post-incident 4',
    'test-reporting 3',
  ])
})

test('tests, documents, places and tools', () => {
  expect(devonn.drills.map(({ name }) => name)).toEqual([
    'RDS failover testing',
    'Cross-region recovery',
    'Backup restoration',
    'Application deployment',
  ])
  expect(devonn.documents.map(({ location }) => location)).toEqual([
    './runbooks/database_recovery.md',
    './runbooks/eks_recovery.md',
    './runbooks/application_recovery.md',
    './runbooks/security_incident.md',
  ])
  expect(devonn.resources.map(({ name, address }) => address ?? name)).toEqual([
    'https://docs.aws.amazon.com/eks/',
    'https://docs.aws.amazon.com/rds/',
    'https://kubernetes.io/docs/',
    'AWS CLI',
    'kubectl',
    'psql',
    'Terraform',
  ])
})

test('it is reviewed each quarter and on other grounds; who approved it and when is open', () => {
  const { frequency, alsoAfter, approvedBy, lastUpdated, version, owner } = devonn.review
  expect([frequency, alsoAfter.length]).toEqual(['quarterly', 4])
  expect([approvedBy, lastUpdated, version, owner]).toEqual([null, null, null, null])
  expect(placeholdersOf(devonn)).toEqual(
    [
      '[Approver Name]',
      '[Current Date]',
      '[List of contacts]',
      '[backup-date]',
      '[endpoint]',
      '[new-endpoint]',
      '[pod-name]',
      '[recovered-endpoint]',
      '[timestamp]',
      '[zone-id]',
      'password',
    ].sort(),
  )
})

test('that no schedule is stated is a finding, as is each scenario without a procedure', () => {
  const found = findings()
  expect(found).toContain('no-schedule: No schedule is stated for RDS automated backups.')
  expect(found).toContain('no-schedule: No schedule is stated for Dated copies of files.')
  expect(found.filter((one) => one.startsWith('no-runbook'))).toHaveLength(5)
})
