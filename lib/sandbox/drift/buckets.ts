import type { Switch } from '@/lib/sandbox/drift/ids'
import { DAY } from '@/lib/sandbox/world/schedule'
import type { Account, Bucket, Lifecycle, ObjectSeries } from '@/lib/sandbox/world/types'

function changeBucket(name: string, change: (bucket: Bucket) => Bucket): (account: Account) => Account {
  return (account) => ({ ...account, buckets: account.buckets.map((b) => (b.name === name ? change(b) : b)) })
}

function changeSeries(
  picks: (series: ObjectSeries) => boolean,
  change: (series: ObjectSeries, since: number) => ObjectSeries,
): Switch['change'] {
  return (account, since) => ({ ...account, series: account.series.map((s) => (picks(s) ? change(s, since) : s)) })
}

const endCopies = (series: ObjectSeries, until: number): ObjectSeries =>
  series.replicateTo ? { ...series, replicateTo: { ...series.replicateTo, until } } : series

const regionOf = (world: Account, bucket: string) =>
  world.buckets.find(({ name }) => name === bucket)?.region ?? world.region

/** Overwritten objects are lost from now on. */
export function versioningSwitch(world: Account, bucket: string): Switch {
  return {
    id: 'versioning-suspended',
    account: world.id,
    region: regionOf(world, bucket),
    what: `Versioning of the bucket ${bucket} is suspended.`,
    change: changeBucket(bucket, (b) => ({ ...b, suspended: true })),
  }
}

/** Nothing new reaches the replica bucket; what is there stays. */
export function replicationSwitch(world: Account, bucket: string): Switch {
  const remove = changeBucket(bucket, ({ replicaBucket: _, ...b }) => b)
  const stop = changeSeries((s) => s.bucket === bucket, endCopies)
  return {
    id: 'replication-removed',
    account: world.id,
    region: regionOf(world, bucket),
    what: `The bucket ${bucket} has no replication rule; new objects stay in one region.`,
    change: (account, since) => stop(remove(account), since),
  }
}

/** @param to null removes the configuration */
export function lifecycleSwitch(world: Account, bucket: string, to: Lifecycle | null): Switch {
  return {
    id: 'lifecycle-changed',
    account: world.id,
    region: regionOf(world, bucket),
    what: to
      ? `Replaced versions in the bucket ${bucket} go after ${to.noncurrentDays} days, delete markers ${to.deleteMarkers ? 'with them' : 'never'}.`
      : `The bucket ${bucket} has no lifecycle configuration: old versions stay for ever.`,
    change: changeBucket(bucket, ({ lifecycle: _, ...b }) => (to ? { ...b, lifecycle: to } : b)),
  }
}

/** The copies of a job's objects in another region: old, or gone. */
export function copiesOfSeries(world: Account, name: string): Switch[] {
  const copy = world.series.find((s) => s.name === name)?.replicateTo
  if (!copy) throw new Error(`${world.name} replicates no objects of ${name}`)
  const { bucket, region } = copy
  const isIt = (s: ObjectSeries) => s.name === name
  return [
    {
      id: 'copy-old',
      account: world.id,
      region,
      what: `No object of ${name} has reached ${bucket} for 3 days.`,
      change: changeSeries(isIt, (s, since) => endCopies(s, since - 3 * DAY)),
    },
    {
      id: 'copy-absent',
      account: world.id,
      region,
      what: `${bucket} holds no object of ${name}.`,
      change: changeSeries(isIt, ({ replicateTo: _, ...s }) => s),
    },
  ]
}

/** The oldest objects of a ladder are gone before their time. */
export function ladderOfSeries(world: Account, name: string, days: number): Switch {
  const series = world.series.find((s) => s.name === name)
  return {
    id: 'ladder-oldest-missing',
    account: world.id,
    region: series?.region ?? world.region,
    what: `No object of ${name} is older than ${days} days, though the ladder keeps some longer.`,
    change: changeSeries(
      (s) => s.name === name,
      (s) => ({ ...s, kept: (slot, age) => age <= days * DAY && s.kept(slot, age) }),
    ),
  }
}
