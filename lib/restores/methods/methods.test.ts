import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Point, Window } from '@/lib/inventory/model/point'
import type { AskedOrder, Offer } from '@/lib/restores/methods/model/method'
import { METHODS, methodNamed } from '@/lib/restores/methods/registry'
import { MARKED } from '@/lib/restores/testing/fixtures'
import { ALL_METHODS } from '@/lib/restores/testing/marker-method'

const AT = Date.UTC(2026, 10, 21, 13, 4, 12)
const RDS = 'us-east-1/210000000001/rds'
const MECHANISMS = [
  'rds-automated',
  'rds-snapshot-automated',
  'rds-snapshot-manual',
  'rds-snapshot-copy',
  'aws-backup',
  'aws-backup-copy',
  's3-object',
  'replica',
  MARKED,
] as const
const point = (mechanism: Point['mechanism'], over: Partial<Point> = {}): Point => ({
  ...{ id: 'p', identifier: `made-by-${mechanism}`, mechanism, location: RDS, region: 'us-east-1' },
  ...{ consistentAt: AT, completedAt: AT, inferred: false, status: 'available', sizeBytes: null, encrypted: true },
  ...{ kmsKey: null, expiresAt: null, copyOf: null, confirmedAt: AT, goneAt: null, collectorId: null, ...over },
})
const window = (over: Partial<Window> = {}): Window => ({
  ...{ mechanism: 'rds-automated', location: RDS, region: 'us-east-1' },
  ...{ earliest: AT - 1e9, latest: AT + 1e6, observedAt: AT, goneAt: null, collectorId: null, ...over },
})
const offer = (over: Partial<Offer>): Offer => ({
  ...{ source: { region: 'us-east-1', accountId: '210000000001' }, point: null, at: null, windows: [], location: null },
  ...over,
})
const order: AskedOrder = {
  ...{ id: '6b1f', number: 'RST-0007', place: { accountId: '210000000001', region: 'eu-west-1' } },
  ...{ source: 'phaserai-prod', pointKey: 'the-point', pointAt: AT, target: 'phaserai-prod-new' },
  ...{ since: AT, jobId: null, resourceId: null },
  options: {
    ...{ instanceClass: 'db.t3.small', subnetGroup: 'prod', securityGroups: ['sg-1', 'sg-2'], parameterGroup: 'tuned' },
    ...{ multiAz: true, publiclyAccessible: false, deletionProtection: false, storageType: 'gp3', port: 5433 },
  },
}

describe.each(ALL_METHODS.map((one) => [one.key, one] as const))('the way "%s"', (key, method) => {
  it('has a key of its own, words, and phases in lower case', () => {
    expect(ALL_METHODS.filter((one) => one.key === key)).toHaveLength(1)
    expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/)
    for (const text of [method.words.one, method.words.from('x'), method.words.offers]) expect(text).toMatch(/^\S.*\S$/)
    expect(ALL_METHODS.filter(({ words }) => words.one === method.words.one)).toHaveLength(1)
    expect(method.target.nameFault(`a-${method.words.suffix}`, 'a')).toBeNull()
    for (const status of Object.keys(method.phases)) expect(status).toBe(status.toLowerCase())
  })

  it('takes something, and nothing of what it takes is taken by another way', () => {
    const taken = MECHANISMS.filter((one) => method.choose(offer({ point: point(one) })) !== null)
    const second = method.choose(offer({ at: AT, windows: [window()] }))
    expect(taken.length + (second ? 1 : 0)).toBeGreaterThan(0)
    for (const other of ALL_METHODS.filter((one) => one.key !== key)) {
      for (const mechanism of taken) expect(other.choose(offer({ point: point(mechanism) }))).toBeNull()
      if (second) expect(other.choose(offer({ at: AT, windows: [window()] }))).toBeNull()
    }
    expect(method.choose(offer({}))).toBeNull()
  })

  it('says as typed what it sends: where, from what, into what, and all it is given', () => {
    const typed = method.command(order)
    const flat = typed.replaceAll(/\\\n\s*/g, '')
    expect(flat).toMatch(/^aws [a-z-]+ [a-z-]+ --/)
    const given = method.target.key === 'instance' ? ['db.t3.small', 'sg-1', 'sg-2', 'tuned', '5433', 'gp3'] : []
    for (const part of ['--region eu-west-1', 'phaserai-prod-new', ...given]) expect(flat).toContain(part)
    expect(flat.includes('the-point') || flat.includes('2026-11-21T13:04:12Z')).toBe(true)
    expect(flat).toContain('6b1f')
    expect(flat).not.toMatch(/undefined|null|\[object/)
    const early = method.command({ ...order, id: null, number: null, options: {} })
    expect(early).not.toMatch(/6b1f|RST-|undefined|null|--tags|--idempotency-token|gp3/)
  })

  it('types nothing that a shell would read as its own', () => {
    const typed = method.command({ ...order, target: "a'; rm -rf $HOME `b`", pointKey: 'x y' })
    expect(
      typed
        .replaceAll("'\\''", '')
        .split("'")
        .filter((_, n) => n % 2 === 0)
        .join(''),
    ).not.toMatch(/[$`;]/)
  })

  it('names what may be left with commands that only look', () => {
    const left = [...method.leftovers(order), ...method.leftovers({ ...order, jobId: 'job-1' })]
    expect(left.some(({ look }) => look.includes('phaserai-prod-new'))).toBe(true)
    for (const { what, look } of left) {
      expect(what).toMatch(/^\S.*\S$/)
      expect(look).toMatch(/^aws [a-z]+ (describe|list|get)-/)
      expect(look).toContain('--region eu-west-1')
    }
  })
})

const GIVEN = String.raw`--db-instance-class db.t3.small \
  --db-subnet-group-name prod \
  --vpc-security-group-ids sg-1 sg-2 \
  --db-parameter-group-name tuned \
  --multi-az \
  --no-publicly-accessible \
  --no-deletion-protection \
  --storage-type gp3 \
  --port 5433 \
  --tags Key=tidemark:restore-id,Value=6b1f Key=tidemark:restore,Value=RST-0007 Key=tidemark:source,Value=phaserai-prod \
  --region eu-west-1`

it.each([
  [
    'snapshot',
    `aws rds restore-db-instance-from-db-snapshot \\\n  --db-instance-identifier phaserai-prod-new \\\n  --db-snapshot-identifier the-point \\\n  ${GIVEN}`,
  ],
  [
    'point-in-time',
    `aws rds restore-db-instance-to-point-in-time \\\n  --source-db-instance-identifier phaserai-prod \\\n  --target-db-instance-identifier phaserai-prod-new \\\n  --restore-time 2026-11-21T13:04:12Z \\\n  ${GIVEN}`,
  ],
  [
    'aws-backup',
    `aws backup start-restore-job \\\n  --recovery-point-arn the-point \\\n  --iam-role-arn arn:aws:iam::210000000001:role/service-role/AWSBackupDefaultServiceRole \\\n  --resource-type RDS \\\n  --idempotency-token 6b1f \\\n  --metadata '{"DBInstanceIdentifier":"phaserai-prod-new","DBInstanceClass":"db.t3.small","DBSubnetGroupName":"prod","VpcSecurityGroupIds":"[\\"sg-1\\",\\"sg-2\\"]","DBParameterGroupName":"tuned","MultiAZ":"true","PubliclyAccessible":"false","DeletionProtection":"false","StorageType":"gp3","Port":"5433"}' \\\n  --region eu-west-1`,
  ],
])('by the way "%s" one types', (key, typed) => {
  expect(methodNamed(key)?.command(order)).toBe(typed)
})

it('what a restore is not given is not typed', () => {
  expect(methodNamed('snapshot')?.command({ ...order, id: null, number: null, options: {} })).toBe(
    'aws rds restore-db-instance-from-db-snapshot \\\n  --db-instance-identifier phaserai-prod-new \\\n  --db-snapshot-identifier the-point \\\n  --region eu-west-1',
  )
})

it('a value that begins or ends in what a shell reads is quoted whole', () => {
  const typed = (pointKey: string) => methodNamed('snapshot')?.command({ ...order, pointKey, number: null })
  expect(typed('rds:a b')).toContain("--db-snapshot-identifier 'rds:a b' ")
  expect(typed('$a')).toContain("--db-snapshot-identifier '$a' ")
  expect(typed('a;')).toContain("--db-snapshot-identifier 'a;' ")
  // Without a number there is nothing to mark it with, and without an id neither.
  expect(typed('a')).not.toContain('--tags')
  expect(methodNamed('snapshot')?.command({ ...order, id: null })).not.toContain('--tags')
})

it('a restore of AWS Backup leaves a job, by its id once that is known, and an instance', () => {
  const look = 'aws rds describe-db-instances \\\n  --db-instance-identifier phaserai-prod-new \\\n  --region eu-west-1'
  const instance = { what: 'the instance phaserai-prod-new', look }
  const jobs = 'aws backup list-restore-jobs \\\n  --by-created-after 2026-11-21T13:04:12.000Z \\\n  --region eu-west-1'
  const job = 'aws backup describe-restore-job \\\n  --restore-job-id job-1 \\\n  --region eu-west-1'
  const left = (jobId: string | null) => methodNamed('aws-backup')?.leftovers({ ...order, jobId })
  expect(left(null)).toEqual([{ what: 'a restore job of this point', look: jobs }, instance])
  expect(left('job-1')).toEqual([{ what: 'the restore job job-1', look: job }, instance])
  expect(methodNamed('snapshot')?.leftovers(order)).toEqual([instance])
})

it('phases are told in our words, those of a job beside those of an instance', () => {
  const instance = ['Creating', 'Backing up', 'Modifying', 'Rebooting', 'Configuring']
  expect(Object.values(methodNamed('snapshot')?.phases ?? {})).toEqual(instance)
  const job = ['Job waiting', 'Job running', 'Job done']
  expect(Object.values(methodNamed('aws-backup')?.phases ?? {})).toEqual([...instance, ...job])
})

it('an instance cannot take the name of another instance or of a replica', () => {
  expect(methodNamed('snapshot')?.target.heldBy).toEqual(['db-instance', 'replica'])
})

it('what is chosen is the point itself, at its own moment and place', () => {
  const one = point('rds-snapshot-manual', {
    consistentAt: AT - 5,
    location: 'eu-west-1/210000000001/rds',
    region: 'eu-west-1',
  })
  expect(methodNamed('snapshot')?.choose(offer({ point: one }))).toEqual({
    ...{ point: one, window: null, pointAt: AT - 5, pointKey: 'made-by-rds-snapshot-manual' },
    ...{ location: 'eu-west-1/210000000001/rds', region: 'eu-west-1' },
  })
})

it.each([
  ['rds-automated', null],
  ['rds-snapshot-automated', 'snapshot'],
  ['rds-snapshot-manual', 'snapshot'],
  ['rds-snapshot-copy', 'snapshot'],
  ['aws-backup', 'aws-backup'],
  ['aws-backup-copy', 'aws-backup'],
  ['s3-object', null],
  ['replica', null],
] as const)('a point of %s is restored by %s', (mechanism, key) => {
  const found = METHODS.find((one) => one.choose(offer({ point: point(mechanism) })) !== null)
  expect(found?.key ?? null).toBe(key)
})

describe('a second', () => {
  const choose = (over: Partial<Offer>) => methodNamed('point-in-time')?.choose(offer({ at: AT, ...over }))
  const [own, other, gone] = [
    window(),
    window({ region: 'eu-west-1', location: 'eu-west-1/210000000001/rds' }),
    window({ goneAt: AT, earliest: 0 }),
  ]
  it('is looked for in the named window, else in the source’s region’s, else in any', () => {
    expect(choose({ windows: [other, own] })?.window).toBe(own)
    expect(choose({ windows: [other, own], location: other.location })).toMatchObject({
      window: other,
      region: 'eu-west-1',
    })
    expect(choose({ windows: [other, gone] })?.window).toBe(other)
    expect(choose({ windows: [own], location: 'elsewhere' })).toMatchObject({ window: null, location: RDS })
    const copied = window({ mechanism: 'aws-backup' })
    expect(choose({ windows: [copied] })?.window).toBeNull()
    expect(choose({ windows: [] })).toMatchObject({ window: null, pointKey: '2026-11-21T13:04:12Z', location: RDS })
  })
})

it('what a way is called stands in its folder alone: no other room of restores asks which way it is', () => {
  const rooms = ['machine', 'drive', 'intent', 'preflight', 'rules', 'store', 'model']
  const files = rooms.flatMap((room) =>
    readdirSync(`lib/restores/${room}`)
      .filter((file) => !file.includes('.test.'))
      .map((file) => `lib/restores/${room}/${file}`),
  )
  const named = files.filter((file) => METHODS.some(({ key }) => readFileSync(file, 'utf8').includes(`'${key}'`)))
  expect(named).toEqual([])
})
