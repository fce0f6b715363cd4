import type { PreflightFacts } from '@/lib/restores/model/preflight'
import type { RestoreEstimate } from '@/lib/restores/model/restore'

/**
 * How long the restore will take: p50 to p90 of what this asset's own restores took, n said with it; with none, the
 * plan's own figure, labelled so; with neither, unknown (DOMAIN.md, "Estimated restore time"). Milliseconds.
 */
export function estimateRestore({ measured, plan }: Pick<PreflightFacts, 'measured' | 'plan'>): RestoreEstimate {
  if (measured.length > 0) {
    return { kind: 'measured', p50: quantile(measured, 0.5), p90: quantile(measured, 0.9), n: measured.length }
  }
  const own = plan?.asset?.estimates[0] ?? plan?.environmentEstimates[0]
  if (own) return { kind: 'plan', low: own.low, high: own.high, note: `${own.of}, ${own.where}` }
  return { kind: 'unknown' }
}

/** The value below which a share of the values lies, interpolated; `values` must not be empty. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return Math.round(low + (high - low) * (place - Math.floor(place)))
}
