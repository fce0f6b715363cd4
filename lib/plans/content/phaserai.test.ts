import { expect, test } from 'vitest'
import { staticFindings } from '@/lib/findings/rules/findings-of'
import { scheduleWords, windowWords } from '@/lib/plans/rules/words'
import { placeholdersOf, planOf } from '@/lib/plans/testing/plan-as-written'
import { formatDuration } from '@/lib/time/durations'

/** Figures, people, messages, tests and open places of PhaserAI's own document. */

const phaserai = planOf('phaserai')
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const show = (ms: number | null | undefined) => (ms === null || ms === undefined ? '–' : plain(formatDuration(ms)))
const findings = () =>
  staticFindings(phaserai, Date.UTC(2026, 10, 21)).map(({ kind, sentence }) => `${kind}: ${plain(sentence)}`)

test('objectives of the three environments', () => {
  expect(
    phaserai.objectives.map(({ name, rto, rpo, dataLossTolerance, availability }) =>
      [name, show(rto?.target), show(rpo?.target), show(dataLossTolerance), availability?.target].join(' '),
    ),
  ).toEqual(['Production 4 h 1 h 1 h 99.9', 'Staging 8 h 1 d 1 d 99', 'Development 1 d 7 d 7 d 95'])
})

test('schedules, retention and windows', () => {
  expect(
    phaserai.backups
      .filter(({ mechanism }) => mechanism === 'aws-backup')
      .map(({ schedule, retention }) => `${plain(scheduleWords(schedule))}, ${show(retention[0]?.keep)}`),
  ).toEqual([
    'daily at 02:00 UTC, 35 d',
    'Sundays at 01:00 UTC, 1 y',
    'on day 1 of each month at 00:00 UTC, 7 y',
    'daily at 03:00 UTC, 7 d',
    'daily at 04:00 UTC, 3 d',
  ])
  const automated = phaserai.backups.find(({ mechanism }) => mechanism === 'rds-automated')
  expect([automated?.pointInTime, show(automated?.retention[0]?.keep)]).toEqual([true, '7 d'])
  expect(automated?.window && windowWords(automated.window)).toBe('01:00–02:00 UTC')
  const production = phaserai.assets.find(({ key }) => key === 'phaserai-prod')?.settings
  expect(production?.maintenanceWindow && windowWords(production.maintenanceWindow)).toBe('Sunday 02:00–03:00 UTC')
  expect(production?.multiAz).toBe(true)
  const databases = phaserai.assets.filter(({ kind }) => kind === 'db-instance')
  expect(databases.map(({ settings }) => settings.encrypted)).toEqual([true, true, true])
  const byHand = phaserai.backups.find(({ id }) => id === 'production-manual')?.schedule
  expect(byHand?.kind === 'on-demand' ? byHand.occasions : []).toHaveLength(3)
})

test('places of backups: the vault, the bucket and its replica, the archive', () => {
  const production = phaserai.environments.find(({ key }) => key === 'production')
  expect([production?.primaryRegion, production?.drRegion]).toEqual(['us-east-1', 'us-west-2'])
  expect(phaserai.backups[0]?.store).toEqual({ kind: 'vault', vault: 'phaserai-prod-vault', region: 'us-east-1' })
  const bucket = phaserai.backups.find(({ store }) => store?.kind === 'objects')
  expect(bucket?.store).toMatchObject({ bucket: 'phaserai-prod-database-backups' })
  expect(bucket?.copies[0]?.store).toMatchObject({ region: 'us-west-2' })
  expect(phaserai.backups.flatMap(({ copies }) => copies.map(({ store }) => store))).toContainEqual({
    kind: 'elsewhere',
    place: 'Glacier Deep Archive',
  })
})

test('every environment is verified daily at 06:00 by five checks and weekly by a restore', () => {
  const verified = phaserai.backups.filter(({ verification }) => verification.length > 0)
  expect(verified.map(({ asset }) => asset)).toEqual(['phaserai-prod', 'phaserai-staging', 'phaserai-dev'])
  for (const { verification } of verified) {
    expect(
      verification.map(({ schedule, maxAge, checks }) => [plain(scheduleWords(schedule)), show(maxAge), checks.length]),
    ).toEqual([
      ['daily at 06:00 UTC', '1 d 1 h', 5],
      ['every 7 d', '–', 1],
    ])
  }
})

test('four things watch, three times people notice', () => {
  const count = (how: string) => phaserai.detection.filter((one) => one.how === how).length
  expect([count('automated'), count('manual')]).toEqual([4, 3])
})

test('tests and the yearly drill, with the number of their steps', () => {
  expect(phaserai.drills.map(({ id, frequency, steps }) => `${id} ${frequency} ${steps.length}`)).toEqual([
    'database-recovery-test monthly 4',
    'infrastructure-recovery-test quarterly 3',
    'weekly-restore weekly 0',
    'regional-outage-simulation annual 3',
    'infrastructure-loss-simulation annual 3',
    'breach-simulation annual 3',
  ])
})

test('channels and the three messages with their subjects and places', () => {
  expect(phaserai.communications.channels.map(({ kind, address }) => [kind, address])).toEqual([
    ['topic', 'disaster-recovery-alerts'],
    ['chat', null],
    ['email', 'team@phaserai.com'],
    ['status-page', null],
    ['email', null],
    ['social', null],
    ['briefing', null],
  ])
  const messages = phaserai.communications.templates.slice(1)
  expect(messages.map(({ subject, variables }) => [subject, ...variables.map((one) => one.placeholder)])).toEqual([
    [
      '[INCIDENT] PhaserAI Service Disruption - Investigation Underway',
      '[TIME]',
      '[SERVICES]',
      '[DESCRIPTION]',
      '[TIME]',
    ],
    ['[UPDATE] PhaserAI Recovery in Progress', '[STATUS]', '[PERCENTAGE]', '[TIME]', '[ACTIONS]', '[TIME]'],
    [
      '[RESOLVED] PhaserAI Service Fully Restored',
      '[TIME]',
      '[DURATION]',
      '[CAUSE]',
      '[ACTIONS]',
      '[NONE/MINIMAL/DETAILS]',
    ],
  ])
})

test('five contacts without a value, eight places to go to and where backups are', () => {
  expect(phaserai.contacts.map(({ title, name, phone, email }) => [title, name, phone, email])).toEqual(
    ['Incident Commander', 'Database Administrator', 'Infrastructure Engineer', 'Security Officer', 'AWS Support'].map(
      (title) => [title, null, null, null],
    ),
  )
  expect(phaserai.resources.map(({ name, address }) => [name, address])).toEqual([
    ['AWS console', 'https://console.aws.amazon.com'],
    ['Backup vault', 'phaserai-prod-vault'],
    ['S3 backup bucket', 'phaserai-prod-database-backups'],
    ['Glacier Deep Archive', null],
    ['CloudWatch dashboard', null],
    ['Status page', null],
    ['Repository', 'https://github.com/org/phaserai'],
    ['Recovery scripts', '/scripts/disaster-recovery/'],
    ['Documentation', '/docs/'],
  ])
})

test('what each section of the review asks for, and what follows by when', () => {
  expect(phaserai.reviews?.sections.map(({ asks }) => asks.length)).toEqual([6, 4, 4, 4, 4, 4])
  expect(phaserai.reviews?.deadlines.map(({ id, from, within }) => `${id} ${show(from)} ${show(within)}`)).toEqual([
    'preliminary-root-cause 4 h 1 d',
    'review-shared – 2 d',
    'review-complete 1 d 7 d',
  ])
})

test('every place that the document leaves open', () => {
  expect(placeholdersOf(phaserai)).toEqual(
    [
      '$DISTRIBUTION_ID',
      '$HOSTED_ZONE_ID',
      '$LATEST_BACKUP_ARN',
      '$RECOVERY_POINT_ARN',
      '$RESTORE_JOB_ID',
      '$SLACK_WEBHOOK_URL',
      '$TARGET_GROUP_ARN',
      '[NAME] - [PHONE] - [EMAIL]',
      '[SUPPORT CASE URL]',
      '[URL]',
      'api-id',
      'api-id.execute-api.region',
      'arn:aws:backup:region:account:recovery-point:vault/backup-id',
      'arn:aws:rds:region:account:db:phaserai-prod',
      'arn:aws:sns:region:account:disaster-recovery-alerts',
      'latest-automated-snapshot',
      'org',
      'sg-12345678',
    ].sort(),
  )
})

test('its contradictions and gaps are findings', () => {
  expect(findings()).toEqual(
    expect.arrayContaining([
      'retention: Backups of development database are kept 3 d, shorter than its RPO of 7 d.',
      'collision: AWS Backup weekly starts inside the backup window of RDS automated backups, Sunday 01:00 UTC.',
      'collision: AWS Backup daily starts inside the maintenance window, Sunday 02:00 UTC.',
      'contradiction: The plan says two things: how often the infrastructure recovery test is held.',
      'no-runbook: No runbook answers regional outage.',
      'no-runbook: No runbook answers security breach.',
      'no-runbook: No runbook answers human error.',
      'no-runbook: No runbook answers natural disaster.',
    ]),
  )
})
