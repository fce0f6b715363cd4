import { describe, expect, test } from 'vitest'
import { blanks, commands, items, planOf, soon, steps, times, words } from '@/lib/plans/testing/told-plan'

/** What the systems' own documents state; every expected value is read off the document, not off the plan. */
const phaserai = planOf('phaserai')
const solosuccess = planOf('solosuccess')

describe('PhaserAI', () => {
  test('six scenarios are covered by name; two more come from the procedures', () => {
    expect(phaserai.scenarios.filter(({ source }) => source.section.startsWith('Overview'))).toHaveLength(6)
    expect(phaserai.scenarios.map(({ runbook }) => runbook)).toEqual([
      'database-corruption',
      'database-loss',
      'point-in-time-recovery',
      null,
      'cdk-stacks',
      null,
      null,
      null,
    ])
  })

  test('scenarios A, B and C have the commands of the document', () => {
    expect(steps(phaserai, 'database-corruption')).toHaveLength(6)
    expect(commands(phaserai, 'database-corruption')).toContain('--db-snapshot-identifier emergency-backup-$(date')
    expect(commands(phaserai, 'database-corruption')).toContain('--health-check-enabled false')
    expect(steps(phaserai, 'database-loss')).toHaveLength(5)
    expect(commands(phaserai, 'database-loss')).toMatch(/"DBInstanceClass": "db.t3.small",\s+"MultiAZ": true/)
    expect(commands(phaserai, 'point-in-time-recovery')).toContain('phaserai-prod-pitr')
    expect(steps(phaserai, 'cdk-stacks')).toHaveLength(4)
    expect(steps(phaserai, 'lambda-functions')).toHaveLength(3)
    expect(steps(phaserai, 'api-gateway')).toHaveLength(3)
    expect(steps(phaserai, 'frontend')).toHaveLength(3)
    expect(steps(phaserai, 'configuration')).toHaveLength(3)
  })

  test.each([
    ['initial-assessment', 5, '– to –'],
    ['immediate-actions', 5, '0 s to 4 h'],
    ['short-term-actions', 5, '4 h to 1 d'],
    ['long-term-actions', 5, '1 d to 7 d'],
  ])('the checklist %s has %i points, %s', (id, count, hours) => {
    expect([items(phaserai, id), times(phaserai, id)]).toEqual([count, hours])
  })

  test('people are told every 30 min and the review is shared within 48 h', () => {
    const { cadence, templates, channels } = phaserai.communications
    expect(cadence.map(({ every, within }) => words(every ?? within))).toEqual(['30 m', '2 d'])
    expect(templates.map(({ id }) => id)).toEqual([
      'activation',
      'initial-incident-report',
      'recovery-progress',
      'resolution',
    ])
    expect(channels.find(({ id }) => id === 'email')).toMatchObject({
      address: 'team@phaserai.com',
      from: 'noreply@phaserai.com',
    })
    expect(phaserai.reviews?.deadlines.find(({ id }) => id === 'review-shared')?.within).toBe(48 * 3_600_000)
  })

  test('five roles, severities 1 to 5, three yearly simulations, six sections of a review', () => {
    expect(phaserai.roles).toHaveLength(5)
    expect(phaserai.severities.map(({ name }) => name)).toEqual(['1', '2', '3', '4', '5'])
    expect(phaserai.drills.filter(({ frequency }) => frequency === 'annual')).toHaveLength(3)
    expect(phaserai.reviews?.sections).toHaveLength(6)
  })

  test('what the document leaves open reads to fill in, with its own placeholder', () => {
    for (const placeholder of [
      '[NAME] - [PHONE] - [EMAIL]',
      '[SUPPORT CASE URL]',
      '[URL]',
      '$SLACK_WEBHOOK_URL',
      'sg-12345678',
      '$HOSTED_ZONE_ID',
      '$DISTRIBUTION_ID',
      '$TARGET_GROUP_ARN',
      '$RECOVERY_POINT_ARN',
    ]) {
      expect(blanks(phaserai)).toContain(placeholder)
    }
  })
})

describe('SoloSuccess AI', () => {
  test('escalation goes over four levels with their minutes', () => {
    expect(solosuccess.escalation.map(({ who, from, to }) => `${who} ${words(from)} ${words(to)}`)).toEqual([
      'On-Call Engineer 0 s 15 m',
      'Engineering Lead 15 m 30 m',
      'CTO 30 m 1 h',
      'CEO 1 h –',
    ])
    expect(solosuccess.escalation.at(-1)?.orWhen).toBe('a major incident')
  })

  test('each severity has its response time and its examples', () => {
    expect(['sev1', 'sev2', 'sev3', 'sev4'].map((id) => soon(solosuccess, id))).toEqual([
      'at once',
      'within 15 m',
      'within 1 h',
      'by the next business day',
    ])
    expect(solosuccess.severities.map(({ examples }) => examples.length)).toEqual([3, 3, 2, 2])
  })

  test('the table of recovery times is there row by row', () => {
    const estimates = [
      ...solosuccess.assets.flatMap((asset) => asset.estimates),
      ...solosuccess.environments.flatMap((environment) => environment.estimates),
    ].map(({ of, low, high }) => `${of}: ${words(low)} to ${words(high)}`)
    expect(estimates).toEqual([
      'Database from snapshot: 30 m to 1 h',
      'Database from dump: 15 m to 30 m',
      'ECS service: 5 m to 10 m',
      'Frontend: 2 m to 5 m',
      'Complete infrastructure: 2 h to 4 h',
      'Cross-region failover: 4 h to 6 h',
    ])
  })

  test('every restore of the database waits for the engineering lead', () => {
    for (const id of [
      'database-restore-from-backup',
      'database-from-snapshot',
      'database-restore',
      'region-failover',
    ]) {
      expect(steps(solosuccess, id).find(({ kind }) => kind === 'approval')?.approver).toBe('engineering lead')
    }
    expect(solosuccess.environments[0]?.restoreApproval?.by).toBe('engineering lead')
  })

  test('commands of the restore script, ECS, Vercel and Terraform carry over', () => {
    expect(commands(solosuccess, 'database-restore-from-backup')).toContain('restore-database.sh production latest')
    expect(commands(solosuccess, 'database-from-snapshot')).toContain('production snapshot {{ snapshot_id }}')
    expect(commands(solosuccess, 'ecs-service')).toContain('--desired-count 5')
    expect(commands(solosuccess, 'frontend')).toContain('vercel rollback')
    expect(commands(solosuccess, 'region-failover')).toContain('terraform workspace select dr')
    expect(steps(solosuccess, 'database-backup')).toHaveLength(6)
  })

  test('eight documents, thirteen tasks, three frameworks, four demands on the record', () => {
    expect(solosuccess.documents).toHaveLength(8)
    const byFrequency = (frequency: string) =>
      solosuccess.maintenance.filter((task) => task.frequency === frequency).length
    expect(['daily', 'weekly', 'monthly', 'quarterly'].map(byFrequency)).toEqual([3, 3, 3, 4])
    expect(solosuccess.compliance.map(({ framework }) => framework)).toEqual(['GDPR', 'SOC 2', 'PCI DSS'])
    expect(solosuccess.audit?.must).toHaveLength(4)
    expect(solosuccess.drills.map(({ frequency }) => frequency)).toEqual([
      'weekly',
      'monthly',
      'quarterly',
      'quarterly',
    ])
    expect(solosuccess.drills.find(({ id }) => id === 'monthly-drill')?.steps).toHaveLength(6)
    expect(solosuccess.review.changes).toMatchObject([{ on: '2024-01-15', version: '1.0' }])
  })

  test('what the document leaves open reads to fill in', () => {
    for (const placeholder of ['[Phone/Slack]', '[Name]', '[Phone]', '[Email]', '[AWS Support Number]']) {
      expect(blanks(solosuccess)).toContain(placeholder)
    }
  })
})
