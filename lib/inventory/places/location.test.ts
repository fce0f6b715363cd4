import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locationOf, locationWords, parseLocation, serviceOfStore, storeName } from '@/lib/inventory/places/location'
import type { BackupStore } from '@/lib/plans/model/backups'

test('what was formatted is read again, whatever the store is called', () => {
  const part = fc.string({ minLength: 1 }).filter((text) => !text.includes('/'))
  fc.assert(
    fc.property(part, part, fc.string(), (region, accountId, store) => {
      expect(parseLocation(locationOf(region, accountId, store))).toEqual({ region, accountId, store })
    }),
  )
})

test.each([
  ['us-west-2/210000000001/phaserai-prod-vault', 'us-west-2, phaserai-prod-vault'],
  ['us-east-1/210000000001/rds', 'us-east-1'],
  ['us-east-1/210000000001/bucket/with/slashes', 'us-east-1, bucket/with/slashes'],
  ['us-east-1', 'us-east-1'],
  ['us-east-1//', 'us-east-1'],
  ['', ''],
])('%j reads %j', (location, words) => {
  expect(locationWords(location)).toBe(words)
})

const STORES: [BackupStore | null, string | null, string][] = [
  [{ kind: 'rds', region: null }, 'rds', 'rds'],
  [{ kind: 'vault', vault: 'nightly', region: 'us-east-1' }, 'backup', 'nightly'],
  [
    { kind: 'objects', bucket: 'dumps', prefix: 'a/', region: 'us-east-1', objectName: null, storageClass: null },
    's3',
    'dumps',
  ],
  [{ kind: 'instance', instance: 'replica', region: null }, null, 'rds'],
  [{ kind: 'elsewhere', place: 'a safe' }, null, 'rds'],
  [null, null, 'rds'],
]
test.each(STORES)('%j is shown by %j and called %j in a location', (store, service, name) => {
  expect(serviceOfStore(store)).toBe(service)
  expect(storeName(store)).toBe(name)
})
