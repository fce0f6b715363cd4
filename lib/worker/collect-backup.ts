import { listBackupJobs, listBackupRules, listCopyJobs, listVaultPoints, listVaults } from '@/lib/aws/backup-facts'
import { locationOf } from '@/lib/inventory/places/location'
import { backupRun, copyRun, vaultAsset, vaultPoint } from '@/lib/inventory/rules/translate-backup'
import type { Collecting } from '@/lib/worker/collecting'

/** Jobs are read this far back: a run that takes longer than this is not seen to end. */
const JOBS_MS = 3 * 86_400_000

/** Vaults, their points, and the jobs of the last days, of one region. */
export async function collectBackup({
  place,
  where,
  seen,
  now,
  signal,
  read,
  readIfAllowed,
}: Collecting): Promise<void> {
  const [vaults, jobs, copies, rules] = await Promise.all([
    read('Vaults', listVaults(place, signal)),
    read('Backup jobs', listBackupJobs(place, now - JOBS_MS, signal)),
    read('Copy jobs', listCopyJobs(place, now - JOBS_MS, signal)),
    readIfAllowed('Backup plans', listBackupRules(place, signal)),
  ])
  for (const vault of vaults.items ?? []) {
    seen.assets.push(vaultAsset(vault, rules.whole ? rules.items : null, where))
    const points = await read(`Points of ${vault.name}`, listVaultPoints(place, vault.name, signal))
    for (const each of points.items ?? []) {
      const point = vaultPoint(each, where)
      if (point) seen.points.push(point)
    }
    if (points.whole) {
      seen.complete.points.push({ location: locationOf(where.region, where.accountId, vault.name), prefix: '' })
    }
  }
  for (const job of jobs.items ?? []) {
    const run = backupRun(job, where)
    if (run) seen.runs.push(run)
  }
  for (const job of copies.items ?? []) {
    const run = copyRun(job, where)
    if (run) seen.runs.push(run)
  }
  seen.complete.assets = vaults.whole
}
