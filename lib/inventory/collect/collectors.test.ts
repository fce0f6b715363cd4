import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { collectorOfAsset, collectorsOf } from '@/lib/inventory/collect/collectors'
import { assetKeys } from '@/lib/inventory/rules/asset-keys'
import { parsePlan } from '@/lib/plans/document/parse'

function planOf(system: string) {
  const file = `plans/${system}.yaml`
  const parsed = parsePlan(readFileSync(file, 'utf8'), file)
  if (!parsed.ok) throw new Error(parsed.faults[0]?.message)
  return parsed.plan
}

test('a plan asks for RDS and CloudWatch in its regions, and for S3 and AWS Backup where its stores are', () => {
  expect(
    collectorsOf(planOf('phaserai'))
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    ['us-east-1', 'us-west-2'].flatMap((region) =>
      ['backup', 'cloudwatch', 'rds', 's3'].map((service) => `phaserai/210000000001/${region}/${service}`),
    ),
  )
})

test('a replica is measured where it is, as a point of its source', () => {
  const west = collectorsOf(planOf('devonn')).find(({ id }) => id.endsWith('us-west-2/cloudwatch'))
  expect(west?.replicas).toContainEqual({
    identifier: 'devonn-postgres-replica-production',
    replicaOf: 'devonn-postgres-production',
  })
})

test('log segments make no window without a physical base backup', () => {
  const listings = collectorsOf(planOf('phoenix')).flatMap((unit) => unit.listings)
  expect(listings.map(({ bucket }) => bucket)).not.toContain('phoenix-wal-archive')
  expect(
    listings
      .find(({ prefix }) => prefix === 'state/')
      ?.policies.map(({ assetKey }) => assetKey)
      .sort(),
  ).toEqual(['etcd-cluster', 'phoenix-configs', 'phoenix-eks'])
})

test('an asset is shown by its own service, else by the source that lists its backups, else by nothing', () => {
  const plan = planOf('fruitfulplanet')
  const of = (key: string) => {
    const asset = plan.assets.find((each) => each.key === key)
    return asset ? collectorOfAsset(plan, asset) : 'no such asset'
  }
  expect(of('fruitfulplanet-prod')).toBe('fruitfulplanet/210000000003/us-east-1/rds')
  expect(of('fruitfulplanet-redis')).toBe('fruitfulplanet/210000000003/us-east-1/s3')
  expect(of('fruitfulplanet-app')).toBeNull()
})

test('things of one name in two regions are two assets', () => {
  const vault = { key: 'vault', identifier: 'vault', region: 'us-east-1', planned: true }
  const anywhere = { key: 'db', identifier: 'db', region: null, planned: true }
  const keyOf = assetKeys([vault, anywhere])
  expect(keyOf('vault', 'us-east-1')).toBe('vault')
  expect(keyOf('vault', 'us-west-2')).toBe('vault@us-west-2')
  expect(keyOf('db', 'eu-west-1')).toBe('db')
  expect(keyOf('unplanned', 'eu-west-1')).toBe('unplanned')
})
