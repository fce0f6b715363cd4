import { listObjects, readBucketLifecycle, readBucketSettings } from '@/lib/aws/s3-facts'
import { locationOf } from '@/lib/inventory/places/location'
import { objectPoints } from '@/lib/inventory/rules/translate-objects'
import type { Collecting } from '@/lib/worker/collecting'

/** The plan's buckets of one region with their settings, and the objects of its prefixes. */
export async function collectObjects({
  unit,
  place,
  where,
  seen,
  signal,
  read,
  readIfAllowed,
}: Collecting): Promise<void> {
  const { accountId, region, keyOf } = where
  const whole: boolean[] = []
  await Promise.all(
    unit.buckets.map(async (bucket) => {
      const settings = await read(
        `Bucket ${bucket}`,
        readBucketSettings(place, bucket, signal).then(({ calls, ...facts }) => ({
          items: [facts],
          calls,
          incomplete: false,
        })),
        isNoBucket,
      )
      whole.push(settings.whole)
      const lifecycle = settings.items?.length
        ? await readIfAllowed(`Lifecycle of ${bucket}`, readBucketLifecycle(place, bucket, signal))
        : null
      for (const settingsRead of settings.items ?? []) {
        const facts = { ...settingsRead, ...(lifecycle?.items?.[0] ? { lifecycle: lifecycle.items[0] } : {}) }
        seen.assets.push({
          key: keyOf(bucket, region),
          kind: 'bucket',
          name: bucket,
          status: 'available',
          resourceId: null,
          facts,
        })
      }
    }),
  )
  const logsWhole: boolean[] = []
  const broken = new Set<string>()
  await Promise.all(
    unit.listings.map(async (listing) => {
      const { bucket, prefix } = listing
      const objects = await read(
        `Objects of ${bucket}/${prefix}`,
        listObjects(place, bucket, prefix, signal),
        isNoBucket,
      )
      const found = objectPoints(objects.items ?? [], listing, where)
      for (const point of found.points) seen.points.push(point)
      seen.windows.push(...found.windows)
      logsWhole.push(objects.whole)
      if (!objects.whole) broken.add(bucket)
    }),
  )
  // Prefixes may lie within each other: a bucket is complete when all its listings are.
  for (const { bucket, prefix } of unit.listings) {
    if (!broken.has(bucket)) seen.complete.points.push({ location: locationOf(region, accountId, bucket), prefix })
  }
  seen.complete.assets = whole.every(Boolean)
  seen.complete.windows = logsWhole.every(Boolean)
}

/** A bucket that is not there is an answer, not a fault: its objects are gone. */
const isNoBucket = (error: unknown) => (error as { name?: string }).name === 'NoSuchBucket'
