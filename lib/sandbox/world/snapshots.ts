import type { Sandbox } from '@/lib/sandbox/sandbox'
import { accountOf } from '@/lib/sandbox/world/accounts'
import { dashed } from '@/lib/sandbox/world/building'
import { arnOf, instancesOf, type LiveInstance, type Place } from '@/lib/sandbox/world/instances'
import { worldOf } from '@/lib/sandbox/world/now'
import { type RecoveryPoint, recoveryPointsOf, runOfRule } from '@/lib/sandbox/world/points'
import { DAY, MINUTE, runOf, slotsOf, slotsThrough } from '@/lib/sandbox/world/schedule'
import type { Instance } from '@/lib/sandbox/world/types'

/** A DB snapshot of any type. `databaseTime` is the moment whose data it holds; all times epoch ms. */
export type Snapshot = {
  id: string
  type: 'automated' | 'manual' | 'awsbackup'
  account: string
  region: string
  instance: Instance
  resourceId: string
  started: number
  databaseTime: number
  /** Where the rows in it end, epoch ms. */
  dataUpTo: number
  /** When it became usable; `createTime` of a copy is the copy's own. */
  completed: number
  originalCreateTime: number
  sourceArn: string | null
  sourceRegion: string | null
  /** The accounts that may restore it; `all` makes it public. */
  sharedWith: string[]
  tags: Record<string, string>
  arn: string
}

/** All snapshots of an account and region, running ones too, newest last. */
export function snapshotsOf(sandbox: Sandbox, place: Place, now: number): Snapshot[] {
  const points = recoveryPointsOf(sandbox, place.account, now).filter((p) => p.region === place.region)
  return [
    ...instancesOf(sandbox, place, now).flatMap((instance) => automatedOf(sandbox, instance, now)),
    ...preDeploymentOf(place, now),
    ...manualOf(sandbox, place, now),
    ...publicOf(sandbox, place),
    ...points.map((point) => snapshotOfPoint(point)),
  ].sort((a, b) => a.started - b.started)
}

/** The daily snapshots in the backup window; a restored instance also has the one that made it `backing-up`. */
function automatedOf(sandbox: Sandbox, instance: LiveInstance, now: number): Snapshot[] {
  if (instance.retentionDays === 0 || instance.coveredSince === null) return []
  const where = { account: instance.account, region: instance.region, service: 'rds' }
  const daily = (window: string) => ({ kind: 'daily', at: window.slice(0, 5) }) as const
  const moved = instance.movedWindow
  const schedule = {
    schedule: daily(instance.backupWindow),
    ...(moved && { before: { schedule: daily(moved.from), until: moved.at } }),
  }
  const runs = slotsThrough(schedule, Math.max(now - instance.retentionDays * DAY, instance.coveredSince), now)
    .filter((slot) => !sandbox.state.isStopped(where, slot))
    .map((slot) => runOf(`automated ${instance.id}`, slot, { seconds: [180, 420], delay: [60, 900] }))
  if (instance.dataUpTo !== null && instance.coveredSince > now - instance.retentionDays * DAY) {
    const slot = instance.coveredSince
    runs.unshift({ slot, started: slot - 2000, completed: slot, key: `${instance.id}|first` })
  }
  return runs
    .filter(({ started }) => started <= now)
    .map(({ started, completed }) => {
      const id = `rds:${instance.id}-${new Date(started).toISOString().slice(0, 16).replace(/[T:]/g, '-')}`
      return snapshot('automated', id, instance, instance, { started, completed })
    })
}

/** PhaserAI takes a snapshot by hand before each release, every second Tuesday. */
function preDeploymentOf(place: Place, now: number): Snapshot[] {
  const production = accountOf(place.account).instances.find(({ id }) => id === 'phaserai-prod')
  if (!production || production.region !== place.region) return []
  return slotsOf({ kind: 'weekly', weekday: 2, at: '14:40' }, now - 60 * DAY, now)
    .filter((slot) => Math.floor(slot / DAY / 7) % 2 === 0)
    .map((slot) => runOf('pre-deploy', slot, { seconds: [240, 420], delay: [30, 600] }))
    .filter(({ started }) => started <= now)
    .map((run) =>
      snapshot('manual', `phaserai-prod-pre-deploy-${dashed(run.started).slice(0, 8)}`, place, production, run),
    )
}

function manualOf(sandbox: Sandbox, place: Place, now: number): Snapshot[] {
  const gone = sandbox.state.all('snapshot-deleted')
  return sandbox.state
    .all('snapshot')
    .map((h) => h.snapshot)
    .filter((s) => s.account === place.account && s.region === place.region && s.at <= now)
    .filter((s) => !gone.some((g) => g.id === s.id && g.account === s.account && g.region === s.region && g.at >= s.at))
    .map((s) => ({
      ...snapshot('manual', s.id, place, s.source, { started: s.databaseTime, completed: s.at + sandbox.pace / 2 }),
      dataUpTo: s.dataUpTo,
      tags: s.tags,
    }))
}

function publicOf(sandbox: Sandbox, place: Place): Snapshot[] {
  const { instances, publicSnapshots = [] } = worldOf(sandbox, place.account)
  return publicSnapshots.flatMap(({ id, instance, at }) => {
    const source = instances.find((i) => i.id === instance && i.region === place.region)
    if (!source) return []
    const run = { started: at, completed: at + 5 * MINUTE }
    return { ...snapshot('manual', id, place, { ...source, kmsKeyId: null }, run), sharedWith: ['all'] }
  })
}

function snapshot(
  type: Snapshot['type'],
  id: string,
  place: Place,
  instance: Instance,
  { started, completed }: { started: number; completed: number },
): Snapshot {
  const { account, region } = place
  const resourceId = (instance as Partial<LiveInstance>).resourceId ?? ''
  const dataUpTo = Math.min(started, (instance as Partial<LiveInstance>).dataUpTo ?? started)
  const times = { started, databaseTime: started, dataUpTo, completed, originalCreateTime: completed }
  const arn = arnOf('snapshot', place, id)
  return {
    id,
    type,
    account,
    region,
    instance,
    resourceId,
    ...times,
    sourceArn: null,
    sourceRegion: null,
    sharedWith: [],
    tags: {},
    arn,
  }
}

function snapshotOfPoint(point: RecoveryPoint): Snapshot {
  const id = point.arn.split(':snapshot:')[1] ?? point.arn
  const made = snapshot('awsbackup', id, point, point.instance, point.run)
  const tags = { 'aws:backup:source-resource': point.instance.id }
  if (!point.sourceVault) return { ...made, tags }
  const original = runOfRule(point.rule, point.run.slot)
  const sourceArn = arnOf('snapshot', { ...point, region: point.rule.region }, `awsbackup:job-${point.jobId}`)
  return {
    ...made,
    tags,
    databaseTime: original.started,
    dataUpTo: original.started,
    originalCreateTime: original.completed,
    sourceArn,
    sourceRegion: point.rule.region,
  }
}
