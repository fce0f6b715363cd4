import { forgetCredentials } from '@/lib/aws/credentials'
import { classifyFault, isExpired } from '@/lib/aws/faults'
import type { SyncRun } from '@/lib/inventory/apply/sync'
import { knownAssets } from '@/lib/inventory/collect/collector-queries'
import { type CollectorUnit, nothingSeen } from '@/lib/inventory/model/seen'
import { assetKeys } from '@/lib/inventory/rules/asset-keys'
import { collectBackup } from '@/lib/worker/collect-backup'
import { collectMetrics } from '@/lib/worker/collect-metrics'
import { collectObjects } from '@/lib/worker/collect-objects'
import { collectRds } from '@/lib/worker/collect-rds'
import type { Collecting } from '@/lib/worker/collecting'

/** A run takes at most this long; what was not read by then is a fault of its own. */
const LONGEST_MS = 45_000

const COLLECT = { rds: collectRds, backup: collectBackup, cloudwatch: collectMetrics, s3: collectObjects }

/** Reads all that a collector is there for. Never throws for AWS's sake: faults are in the result. */
export async function collect(unit: CollectorUnit, signal: AbortSignal): Promise<SyncRun> {
  const startedAt = Date.now()
  const { accountId, region, roleArn } = unit
  const place = { accountId, region, roleArn }
  const keyOf = assetKeys(await knownAssets(unit.system))
  const seen = nothingSeen()
  const faults: SyncRun['faults'] = []
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)])
  const read: Collecting['read'] = async (what, listing, absent) => {
    try {
      const { items, calls, incomplete } = await listing
      seen.calls += calls
      seen.incomplete ||= incomplete
      return { items, whole: !incomplete }
    } catch (error) {
      seen.calls += 1
      if (absent?.(error)) return { items: [], whole: true }
      if (isExpired(error)) forgetCredentials(place)
      faults.push({ what, fault: classifyFault(error) })
      return { items: null, whole: false }
    }
  }
  const readIfAllowed: Collecting['readIfAllowed'] = async (what, listing) => {
    let denied = false
    const reading = await read(what, listing, (error) => {
      denied = classifyFault(error).kind === 'denied'
      return denied
    })
    return denied ? { items: null, whole: false } : reading
  }
  const where = { accountId, region, keyOf }
  const work = { unit, place, where, seen, now: startedAt, signal: limit, read, readIfAllowed }
  await COLLECT[unit.service](work)
  return { startedAt, durationMs: Date.now() - startedAt, seen, faults }
}
