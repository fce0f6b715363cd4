import { describe, expect, test } from 'vitest'
import type { AssetFacts } from '@/lib/inventory/model/facts'
import { awsBackupRules } from '@/lib/restores/methods/aws-backup/rules/aws-backup'
import { restoreOptions } from '@/lib/restores/methods/targets/instance/rules/configuration'
import { instanceRules } from '@/lib/restores/methods/targets/instance/rules/instance'
import type { PlanFacts, PreflightFacts } from '@/lib/restores/model/preflight'

const FULL: AssetFacts = {
  ...{ engine: 'postgres', engineVersion: '15.8', instanceClass: 'db.m6g.large', storageType: 'gp3', allocatedGb: 100 },
  ...{
    multiAz: false,
    subnetGroup: 'prod',
    securityGroups: ['sg-1', 'sg-2'],
    parameterGroup: 'tuned',
    endpointPort: 5433,
  },
  ...{ deletionProtection: true, publiclyAccessible: true, storageEncrypted: true, backupRetentionDays: 7 },
  ...{
    kmsKey: 'arn:aws:kms:us-east-1:210000000001:key/ab-12',
    endpointAddress: 'prod.c9x1.us-east-1.rds.amazonaws.com',
  },
}
type Settings = NonNullable<PlanFacts['asset']>['settings']
const planned = (settings: Settings): PlanFacts['asset'] => ({ settings, toFillIn: [], estimates: [] })

describe('what a restored instance is given', () => {
  test('is what the source has, but protected from nothing and not public', () => {
    expect(restoreOptions(FULL, null, true)).toEqual({
      ...{
        instanceClass: 'db.m6g.large',
        subnetGroup: 'prod',
        securityGroups: ['sg-1', 'sg-2'],
        parameterGroup: 'tuned',
      },
      ...{ multiAz: false, publiclyAccessible: false, deletionProtection: false, storageType: 'gp3', port: 5433 },
    })
  })

  test('is the plan’s Multi-AZ and openness, and its class and network only where the source shows none', () => {
    const settings = { multiAz: true, publiclyAccessible: true, instanceClass: 'db.plan', subnetGroup: 'plan-subnets' }
    expect(restoreOptions(FULL, planned(settings), true)).toMatchObject({
      ...{ multiAz: true, publiclyAccessible: true, instanceClass: 'db.m6g.large', subnetGroup: 'prod' },
    })
    expect(restoreOptions({}, planned(settings), true)).toEqual({
      ...{ multiAz: true, publiclyAccessible: true, instanceClass: 'db.plan', subnetGroup: 'plan-subnets' },
      deletionProtection: false,
    })
  })

  test('leaves out the groups of another region, and a list without a group', () => {
    expect(restoreOptions(FULL, null, false)).toEqual({
      ...{ instanceClass: 'db.m6g.large', multiAz: false, publiclyAccessible: false, deletionProtection: false },
      ...{ storageType: 'gp3', port: 5433 },
    })
    expect(restoreOptions({ securityGroups: [] }, null, true)).toEqual({
      ...{ publiclyAccessible: false, deletionProtection: false },
    })
  })
})

/** Each line as `source / AWS's default / this restore, mark, D where the default differs: note`. */
function told(facts: AssetFacts, settings: Settings | null = null, lineUp = instanceRules.lines) {
  const given = { source: { facts }, plan: settings && { asset: planned(settings) }, targetName: 'new' }
  const options = restoreOptions(facts, settings && planned(settings), true)
  const lines = lineUp(given as PreflightFacts, options)
  const text = lines.map(({ key, source, awsDefault, thisRestore, mark, note, defaultDiffers }) => [
    key,
    `${source} / ${awsDefault} / ${thisRestore}, ${mark}${defaultDiffers ? ' D' : ''}${note ? `: ${note}` : ''}`,
  ])
  return { lines, text: Object.fromEntries(text) as Record<string, string> }
}

describe('the settings of a restore, line by line', () => {
  test('say the source, what AWS would do unasked, and what is sent', () => {
    const { lines, text } = told(FULL)
    expect(text).toEqual({
      'instance-class': 'db.m6g.large / db.m6g.large / db.m6g.large, plain',
      engine: 'postgres 15.8 / postgres 15.8 / postgres 15.8, plain',
      storage: '100 GB gp3 / 100 GB gp3 / 100 GB gp3, plain',
      'multi-az': 'off / off / off, plain',
      'subnet-group': 'prod / default / prod, kept D: default overridden',
      'security-group': 'sg-1, sg-2 / default / sg-1, sg-2, kept D: default overridden',
      'parameter-group': 'tuned / default.postgres15 / tuned, kept D: default overridden',
      'deletion-protection': 'on / off / off, changed D: off until cut over, so that it can be deleted again',
      'public-access': 'on / off / off, changed D',
      encryption: 'key/ab-12 / key/ab-12 / key/ab-12, plain',
      retention: '7\u00a0d / 7\u00a0d / 7\u00a0d, plain',
      tags: 'not read / 0 / 3, changed: the restore’s id marks it as ours; AWS copies none',
      endpoint: 'prod.c9x1 / new / new.…, changed D: a new address; cut over is a later decision',
    })
    expect(lines.filter((one) => one.defaultDiffers).length).toBe(6)
    expect(lines[0]?.label).toBe('Instance class')
  })

  test('say nothing of a source of which nothing is known', () => {
    const { lines, text } = told({})
    const nothing = 'null / null / null, plain'
    expect(text).toEqual({
      ...{ 'instance-class': nothing, engine: nothing, storage: nothing, encryption: nothing, retention: nothing },
      ...{ 'multi-az': 'null / off / off, plain', 'deletion-protection': 'null / off / off, plain' },
      ...{ 'subnet-group': 'null / default / default, plain', 'security-group': 'null / default / default, plain' },
      ...{ 'parameter-group': nothing, 'public-access': 'unknown / off / off, plain' },
      tags: 'not read / 0 / 3, changed: the restore’s id marks it as ours; AWS copies none',
      endpoint: 'null / new / new.…, changed D: a new address; cut over is a later decision',
    })
    expect(lines.filter((one) => one.defaultDiffers).length).toBe(1)
  })

  test.each<[string, AssetFacts, string, string]>([
    ['engine', { engine: 'mysql' }, 'mysql / mysql / mysql, plain', 'an engine without a version'],
    ['parameter-group', { engine: 'mysql' }, 'null / null / null, plain', 'no family without a version'],
    ['parameter-group', { engineVersion: '8.0' }, 'null / null / null, plain', 'nor without an engine'],
    [
      'parameter-group',
      { engine: 'mysql', engineVersion: '8' },
      'null / default.mysql8 / default.mysql8, plain',
      'a family alone',
    ],
    ['storage', { allocatedGb: 20 }, '20 GB / 20 GB / 20 GB, plain', 'a size without a type'],
    ['security-group', { securityGroups: [] }, 'null / default / default, plain', 'an empty list'],
    ['public-access', { publiclyAccessible: false }, 'off / off / off, plain', 'closed'],
    ['deletion-protection', { deletionProtection: false }, 'off / off / off, plain', 'not protected'],
    [
      'encryption',
      { storageEncrypted: false, kmsKey: 'x' },
      'not encrypted / not encrypted / not encrypted, plain',
      'off',
    ],
    ['encryption', { storageEncrypted: true }, 'encrypted / encrypted / encrypted, plain', 'by a key unknown'],
    ['encryption', { kmsKey: 'alias/own' }, 'alias/own / alias/own / alias/own, plain', 'by an alias'],
    [
      'endpoint',
      { endpointAddress: '10.0.0.7' },
      '10.0.0.7 / new / new.…, changed D: a new address; cut over is a later decision',
      'an address of numbers stays whole',
    ],
  ])('%s of %j is %s: %4$s', (key, facts, line) => {
    expect(told(facts).text[key]).toBe(line)
  })

  test.each<[boolean | undefined, boolean | undefined, string]>([
    [false, true, 'off / off / on, changed: the plan says on; the source has drifted'],
    [true, false, 'on / off / off, changed D: the plan says off; the source has drifted'],
    [true, true, 'on / off / on, kept D: default overridden'],
    [undefined, true, 'null / off / on, plain'],
    [true, undefined, 'on / off / on, kept D: default overridden'],
  ])('Multi-AZ %s at the source and %s in the plan', (now, plan, line) => {
    const facts = now === undefined ? {} : { multiAz: now }
    expect(told(facts, plan === undefined ? {} : { multiAz: plan }).text['multi-az']).toBe(line)
  })

  test('is off where a restore says nothing of it, and has no default where the engine is unknown', () => {
    const given = { source: { facts: { parameterGroup: 'tuned' } }, plan: null, targetName: 'new' }
    const lines = instanceRules.lines(given as unknown as PreflightFacts, {})
    const line = (key: string) => lines.find((one) => one.key === key)
    expect(line('deletion-protection')?.thisRestore).toBe('off')
    expect(line('public-access')?.thisRestore).toBe('off')
    expect(line('parameter-group')).toMatchObject({ source: 'tuned', awsDefault: null, defaultDiffers: false })
  })

  test('AWS Backup takes no tag', () => {
    const note = 'AWS Backup takes none; the job’s id marks it as ours'
    expect(told(FULL, null, awsBackupRules.lines).text.tags).toBe(`not read / 0 / 0, plain: ${note}`)
  })
})
