import type { CollectorState } from '@/lib/inventory/model/asset-state'
import type { Collectors } from '@/lib/inventory/rules/trust'

/** A collector that read everything at an instant; `over` is what a test has of its own. */
export function collectorAt(
  at: number,
  over: Partial<CollectorState> & { id: string; intervalMs: number },
): Collectors {
  const state: CollectorState = {
    ...{ region: 'us-east-1', service: 'rds', lastAttemptAt: at, lastSuccessAt: at },
    ...{ failingSince: null, errorCode: null, errorText: null, incomplete: false, ...over },
  }
  return new Map([[state.id, state]])
}
