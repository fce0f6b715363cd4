import type { DesignMechanism, LossKind } from '@/lib/freshness/types'
import { MINUTE } from '@/lib/time/durations'

/** RDS sends transaction logs every five minutes: the interval of point-in-time recovery in a design check. */
const PITR_STEP = 5 * MINUTE

/** What it takes to send a log, in a design check: a step of exactly five minutes is never met in five minutes. */
export const PITR_UPLOAD = MINUTE

export type DesignLine = {
  mechanism: DesignMechanism
  /** interval + duration + grace, in milliseconds */
  worst: number
  meets: boolean
}

export type DesignCheck = {
  /** false: by design no run of any schedule satisfies the objective. null: cannot be told, no schedule is stated */
  meets: boolean | null
  /** best first */
  lines: DesignLine[]
}

/**
 * The design check of DOMAIN.md: `interval + duration + grace ≤ RPO` for at least one mechanism, else the plan cannot meet
 * its own objective, whatever happens. A replica follows by design and counts against loss of the instance only.
 *
 * @param rpo milliseconds; 0 is met by replicas and versioned stores alone
 */
export function designCheck(
  rpo: number,
  mechanisms: readonly DesignMechanism[],
  loss: LossKind = 'instance',
): DesignCheck {
  const relevant = mechanisms.filter((mechanism) => loss !== 'corruption' || mechanism.kind !== 'replica')
  const lines = relevant
    .flatMap((mechanism): DesignLine[] => {
      const worst = worstCase(mechanism)
      return worst === null ? [] : [{ mechanism, worst, meets: worst <= rpo }]
    })
    .sort((a, b) => a.worst - b.worst)
  if (lines.some((line) => line.meets)) return { meets: true, lines }
  return { meets: lines.length === relevant.length && lines.length > 0 ? false : null, lines }
}

/** The oldest the newest point can be by design; null when no schedule is stated. */
function worstCase(mechanism: DesignMechanism): number | null {
  if (mechanism.kind === 'replica' || mechanism.kind === 'versions') return 0
  if (mechanism.kind === 'pitr') return PITR_STEP + mechanism.duration + mechanism.grace
  return mechanism.interval === null ? null : mechanism.interval + mechanism.duration + mechanism.grace
}
