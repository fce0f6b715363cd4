import type { AwsObject } from '@/lib/aws/types'
import type { ObjectListing, ObjectPolicy, SeenPoint, SeenWindow } from '@/lib/inventory/model/seen'
import { locationOf } from '@/lib/inventory/places/location'
import { objectPointTimes } from '@/lib/inventory/rules/consistent-at'
import { nameMatches, timeInName } from '@/lib/inventory/rules/object-time'

type Where = { accountId: string; region: string }

/** A name that always holds the newest object: a second name of a point, with a time that is too late. */
const ALIAS = /(?:^|\/)(?:latest|current)(?:[._-][^/]*)?$/i

/**
 * The objects of one prefix as recovery points, and its log segments as windows: they carry the data from the oldest
 * segment to the newest one's end, provided that there is a base backup.
 */
export function objectPoints(
  objects: AwsObject[],
  listing: ObjectListing,
  where: Where,
): { points: SeenPoint[]; windows: SeenWindow[] } {
  const location = locationOf(where.region, where.accountId, listing.bucket)
  const points: SeenPoint[] = []
  const logs = new Map<string, SeenWindow>()
  for (const object of objects) {
    if (ALIAS.test(object.key) || object.key.endsWith('/')) continue
    const policy = listing.policies.find((each) => belongs(object, listing.prefix, each))
    if (!policy) continue
    const times = objectPointTimes({
      named: timeInName(object.key.slice(listing.prefix.length)),
      modifiedAt: object.modifiedAt,
      consistentAt: policy.consistentAt,
    })
    if (!times) continue
    if (policy.makes === 'log') {
      const at = times.consistentAt
      const log = logs.get(policy.assetKey)
      logs.set(policy.assetKey, {
        assetKey: policy.assetKey,
        mechanism: 's3-object',
        location,
        region: where.region,
        earliest: Math.min(at, log?.earliest ?? at),
        latest: Math.max(at, log?.latest ?? at),
        status: 'active',
      })
      continue
    }
    points.push({
      assetKey: policy.assetKey,
      mechanism: 's3-object',
      location,
      region: where.region,
      identifier: object.key,
      ...times,
      status: 'available',
      sizeBytes: object.sizeBytes,
      encrypted: policy.encrypted,
      kmsKey: null,
      expiresAt: null,
      copyOf: null,
      details: { bucket: listing.bucket, policy: policy.policyId, storageClass: object.storageClass },
    })
  }
  return { points, windows: [...logs.values()] }
}

function belongs(object: AwsObject, prefix: string, policy: ObjectPolicy): boolean {
  return policy.objectName === null || nameMatches(policy.objectName, object.key.slice(prefix.length))
}
