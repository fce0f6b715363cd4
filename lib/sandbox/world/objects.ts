import { createHash } from 'node:crypto'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { worldOf } from '@/lib/sandbox/world/now'
import { remembered } from '@/lib/sandbox/world/remember'
import { between, chance, DAY, runOf, slotsOf } from '@/lib/sandbox/world/schedule'
import { SOLO_DUMP } from '@/lib/sandbox/world/solosuccess'
import type { ObjectSeries } from '@/lib/sandbox/world/types'

/** An object as a listing shows it; times epoch ms. */
export type StoredObject = {
  key: string
  bytes: number
  lastModified: number
  etag: string
  storageClass: string
  contentType: string
  /** When the job that wrote it began. */
  started: number
  replica: boolean
}

/** The one dump of SoloSuccess that never came: noon of the day before the sandbox was born. */
export const missedSlot = (born: number) => Math.floor(born / DAY) * DAY - DAY / 2

/** All objects of a bucket, by key. */
export function objectsOf(sandbox: Sandbox, account: string, bucket: string, now: number): StoredObject[] {
  const objects = new Map<string, StoredObject>()
  for (const series of worldOf(sandbox, account).series) {
    if (series.bucket === bucket) collect(sandbox, series, now, null, objects)
    else if (series.replicateTo?.bucket === bucket) collect(sandbox, series, now, series.replicateTo, objects)
  }
  return [...objects.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function collect(
  sandbox: Sandbox,
  series: ObjectSeries,
  now: number,
  copy: ObjectSeries['replicateTo'] | null,
  into: Map<string, StoredObject>,
) {
  const { account, region, name } = series
  const missed = name === SOLO_DUMP ? missedSlot(sandbox.state.born) : null
  for (const slot of slotsOf(series.schedule, now - series.longestDays * DAY, now)) {
    if (slot === missed || !series.kept(slot, now - slot)) continue
    if (sandbox.state.isStopped({ account, region, service: 's3' }, slot)) continue
    const { object: original, seed } = writtenAt(series, slot)
    const seen = original.lastModified + (copy ? between(...copy.delay, seed, 'replica') : 0)
    if (seen > now || (copy?.until !== undefined && original.lastModified > copy.until)) continue
    const object = { ...original, replica: copy !== null }
    into.set(object.key, object)
    if (series.latestKey) into.set(series.latestKey, { ...object, key: series.latestKey })
  }
}

/** The object that a series' run of a slot writes. */
const writtenAt = remembered((series: ObjectSeries, slot) => {
  const { started, completed, key: seed } = runOf(series.name, slot, series.pace)
  const object: StoredObject = {
    key: series.keyOf(started),
    bytes: Math.round(series.bytes[0] + chance(seed, 'bytes') * (series.bytes[1] - series.bytes[0])),
    lastModified: completed,
    etag: `"${createHash('md5').update(seed).digest('hex')}"`,
    storageClass: series.storageClass ?? 'STANDARD',
    contentType: series.contentType ?? 'application/octet-stream',
    started,
    replica: false,
  }
  return { object, seed }
})
