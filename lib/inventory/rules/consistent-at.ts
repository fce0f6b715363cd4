/** When a point was begun, whose data it holds, and when it became usable. Epoch milliseconds, UTC. */
export type PointTimes = {
  startedAt: number | null
  consistentAt: number
  completedAt: number | null
  inferred: boolean
}

/** The times RDS states of a snapshot. */
export type SnapshotTimes = {
  databaseTime: number | null
  originalCreatedAt: number | null
  createdAt: number | null
  isCopy: boolean
  available: boolean
}

/**
 * A snapshot holds the data of SnapshotDatabaseTime; else, inferred, of OriginalSnapshotCreateTime; a copy's
 * SnapshotCreateTime only says when it was copied (DOMAIN.md, "Which time is p").
 * It is usable from SnapshotCreateTime on.
 *
 * @returns null when nothing tells which data it holds
 */
export function snapshotTimes(times: SnapshotTimes): PointTimes | null {
  const { databaseTime, originalCreatedAt, createdAt, isCopy, available } = times
  const stated = databaseTime !== null
  const consistentAt = databaseTime ?? originalCreatedAt ?? (isCopy ? null : createdAt)
  if (consistentAt === null) return null
  const completedAt = available ? Math.max(createdAt ?? consistentAt, consistentAt) : null
  return { startedAt: stated ? databaseTime : null, consistentAt, completedAt, inferred: !stated }
}

/** The times AWS Backup states of a recovery point. */
export type VaultPointTimes = {
  initiatedAt: number | null
  createdAt: number | null
  completedAt: number | null
  isCopy: boolean
  continuous: boolean
}

/**
 * An AWS Backup point holds the data of its backup's start: InitiationDate, which a copy keeps from its original; else
 * CreationDate, which for a copy, or a continuous point that every run updates, is only inferred.
 *
 * @returns null when nothing tells which data it holds
 */
export function vaultPointTimes(times: VaultPointTimes): PointTimes | null {
  const { initiatedAt, createdAt, completedAt, isCopy, continuous } = times
  const consistentAt = isCopy ? (initiatedAt ?? createdAt) : (earlier(initiatedAt, createdAt) ?? null)
  if (consistentAt === null) return null
  const inferred = continuous || (isCopy && initiatedAt === null)
  return { startedAt: isCopy ? createdAt : consistentAt, consistentAt, completedAt, inferred }
}

/** The times of an object: the one in its name, if any, and when its upload ended. */
export type ObjectTimes = { named: number | null; modifiedAt: number | null; consistentAt: 'start' | 'end' }

/** A name's time this far after the upload's end cannot be its start. */
const CLOCK_SKEW_MS = 5 * 60_000

/**
 * A dump holds the data of its START, which its name tells; without it LastModified, late by the dump's duration, is
 * inferred. A physical base backup is consistent at its END, which LastModified tells.
 *
 * @returns null when the listing states no time at all
 */
export function objectPointTimes({ named, modifiedAt, consistentAt }: ObjectTimes): PointTimes | null {
  const startedAt = named !== null && (modifiedAt === null || named <= modifiedAt + CLOCK_SKEW_MS) ? named : null
  const completedAt = modifiedAt ?? startedAt
  if (completedAt === null) return null
  if (consistentAt === 'end')
    return { startedAt, consistentAt: completedAt, completedAt, inferred: modifiedAt === null }
  return { startedAt, consistentAt: startedAt ?? completedAt, completedAt, inferred: startedAt === null }
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null) return b
  return b === null ? a : Math.min(a, b)
}
