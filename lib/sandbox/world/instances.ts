import type { Sandbox } from '@/lib/sandbox/sandbox'
import { ACCOUNTS } from '@/lib/sandbox/world/accounts'
import { worldOf } from '@/lib/sandbox/world/now'
import { between, MINUTE, uuidOf } from '@/lib/sandbox/world/schedule'
import type { Instance } from '@/lib/sandbox/world/types'

/** An instance as it stands now: changes applied, status told by time. */
export type LiveInstance = Instance & {
  status: 'creating' | 'backing-up' | 'available' | 'deleting' | 'rebooting'
  database: string
  /** Set for an instance that was restored: its data ends here, epoch ms. */
  dataUpTo: number | null
  /** Since when automated backups cover it, epoch ms; null while the first has not ended. */
  coveredSince: number | null
  /** Restored by this AWS Backup job. */
  jobId: string | null
  arn: string
  resourceId: string
}

/** Where something lives. */
export type Place = { account: string; region: string }

export const arnOf = (kind: 'db' | 'snapshot' | 'subgrp' | 'pg' | 'og', { account, region }: Place, id: string) =>
  `arn:aws:rds:${region}:${account}:${kind}:${id}`

/** All instances of an account and region, by name. */
export function instancesOf(sandbox: Sandbox, place: Place, now: number): LiveInstance[] {
  return allInstances(sandbox, now).filter((i) => i.account === place.account && i.region === place.region)
}

/** One instance by its name (case does not matter), or undefined. */
export function findInstance(sandbox: Sandbox, place: Place, id: string, now: number): LiveInstance | undefined {
  return instancesOf(sandbox, place, now).find((i) => i.id === id.toLowerCase())
}

/** Every instance of every account that is listed now. */
export function allInstances(sandbox: Sandbox, now: number): LiveInstance[] {
  return everyInstance(sandbox, now).filter((i) => !i.hidden)
}

/** Those too that a drift hides: their databases stay. */
export function everyInstance(sandbox: Sandbox, now: number): LiveInstance[] {
  const live = new Map<string, LiveInstance>()
  for (const { id } of ACCOUNTS) {
    for (const instance of worldOf(sandbox, id).instances) live.set(keyOf(instance), standing(instance))
  }
  for (const h of sandbox.state.happenings) {
    if (h.at > now) continue
    if (h.kind === 'created') {
      const { instance, at, dataUpTo, database, jobId } = h.created
      live.set(keyOf(instance), {
        ...standing(instance),
        resourceId: resourceIdOf(instance, at),
        ...comingUp(sandbox, instance, at, database, now),
        dataUpTo,
        database,
        jobId,
      })
      continue
    }
    if (h.kind !== 'modified' && h.kind !== 'deleted' && h.kind !== 'promoted' && h.kind !== 'rebooted') continue
    const instance = live.get(keyOf(h))
    if (!instance) continue
    if (h.kind === 'modified') Object.assign(instance, h.patch, coverage(instance, h.patch, h.at + sandbox.pace, now))
    if (h.kind === 'promoted') promote(instance, h.at, sandbox.pace, now)
    if (h.kind === 'rebooted' && now < h.at + sandbox.pace / 4) instance.status = 'rebooting'
    if (h.kind === 'deleted') {
      instance.status = 'deleting'
      if (now >= h.at + sandbox.pace / 4) live.delete(keyOf(h))
    }
  }
  return [...live.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

const keyOf = ({ account, region, id }: Place & { id: string }) => `${account}|${region}|${id}`

function standing(instance: Instance): LiveInstance {
  return {
    ...instance,
    status: 'available',
    database: instance.id,
    dataUpTo: null,
    coveredSince: instance.retentionDays > 0 ? instance.createdAt : null,
    jobId: null,
    arn: arnOf('db', instance, instance.id),
    resourceId: resourceIdOf(instance, instance.createdAt),
  }
}

/** creating, then the first backup where backups are on, then available; never before its database is really there. */
function comingUp(sandbox: Sandbox, instance: Instance, at: number, database: string, now: number) {
  const ready = !sandbox.databases || sandbox.databases.isReady(database)
  const age = now - at
  const backsUp = instance.retentionDays > 0
  const status =
    !ready || age < sandbox.pace * 0.6 ? 'creating' : backsUp && age < sandbox.pace ? 'backing-up' : 'available'
  return {
    status: status === 'available' && age < sandbox.pace ? 'creating' : status,
    coveredSince: backsUp && status === 'available' ? at + sandbox.pace : null,
  } as const
}

/** Turning automated backups on covers the instance from its first backup on. */
function coverage(instance: LiveInstance, { retentionDays }: Partial<Instance>, first: number, now: number) {
  if (retentionDays === undefined) return {}
  if (retentionDays === 0) return { coveredSince: null }
  return { coveredSince: instance.coveredSince ?? (now >= first ? first : null) }
}

/** A promoted replica keeps what it had received, and starts backups of its own. */
function promote(instance: LiveInstance, at: number, pace: number, now: number) {
  instance.dataUpTo = at - lagOf(instance, at)
  instance.retentionDays ||= 1
  instance.coveredSince = now >= at + pace ? at + pace : null
  delete instance.replicaOf
}

function resourceIdOf(instance: Instance, at: number): string {
  return `db-${uuidOf('resource', instance.account, instance.region, instance.id, at).replace(/-/g, '').toUpperCase().slice(0, 26)}`
}

/**
 * How far a restore to a point in time may reach, epoch ms. Logs go up every five minutes, so the latest time moves in
 * steps; it stands still while schedules are stopped. Null where there are no automated backups yet.
 */
export function restoreWindow(
  sandbox: Sandbox,
  instance: LiveInstance,
  now: number,
): { earliest: number; latest: number } | null {
  if (instance.retentionDays === 0 || instance.coveredSince === null || instance.status === 'deleting') return null
  const where = { account: instance.account, region: instance.region, service: 'rds' }
  const stop = sandbox.state.stopsOf(where).find(({ from, to }) => from <= now && now < to)
  const step = 5 * MINUTE
  const phase = between(0, 299, 'log upload', instance.id, instance.createdAt)
  const at = Math.min(now, stop?.from ?? now) - MINUTE
  const latest = Math.floor((at - phase) / step) * step + phase
  const earliest = Math.max(instance.coveredSince, now - instance.retentionDays * 86_400_000)
  return latest > earliest ? { earliest: Math.ceil(earliest / 1000) * 1000, latest } : null
}

/** How far a replica trails its source at a time, ms; changes every minute, and grows once replication has stopped. */
export function lagOf(instance: Instance, time: number): number {
  if (!instance.replicaOf) return 0
  const { lagSeconds, stoppedAt = time } = instance.replicaOf
  if (time > stoppedAt) return lagOf(instance, stoppedAt) + time - stoppedAt
  const [least, most] = lagSeconds
  const wave = (Math.sin((time / MINUTE / 37) * 2 * Math.PI) + 1) / 2
  const seconds =
    least + (most - least) * (0.8 * wave + 0.2 * (between(0, 1000, instance.id, Math.floor(time / MINUTE)) / 1e6))
  return Math.round(seconds * 1000)
}
