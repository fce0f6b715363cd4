import { SWITCHES } from '@/lib/sandbox/drift/catalogue'
import type { DriftId } from '@/lib/sandbox/drift/ids'
import type { State } from '@/lib/sandbox/state'

/** A switch as the control endpoint shows it. `since` is ISO 8601, UTC; null while off or on from the start. */
export type Drift = {
  id: DriftId
  account: string
  region: string
  what: string
  on: boolean
  /** On from the start: the account's honest trouble. */
  standing: boolean
  since: string | null
}

const known = new WeakMap<State, { happenings: number; on: Map<string, Map<DriftId, number>> }>()

/** The drifts of an account that are on, with the time each was switched on (epoch ms; 0 for those of the start). */
export function driftsOn(state: State, account: string): ReadonlyMap<DriftId, number> {
  const last = known.get(state)
  if (last?.happenings === state.happenings.length) return last.on.get(account) ?? new Map()
  const on = new Map<string, Map<DriftId, number>>()
  const of = (id: string) => on.get(id) ?? on.set(id, new Map()).get(id)
  for (const { id, account, standing } of SWITCHES) if (standing) of(account)?.set(id, 0)
  for (const h of state.all('drift')) {
    if (h.on) of(h.account)?.set(h.drift as DriftId, h.at)
    else of(h.account)?.delete(h.drift as DriftId)
  }
  known.set(state, { happenings: state.happenings.length, on })
  return on.get(account) ?? new Map()
}

/** The switches of a running sandbox. Each turn is written down with the other happenings and outlives a restart. */
export class Drifts {
  constructor(
    private readonly state: State,
    private readonly clock: () => number,
  ) {}

  list(): Drift[] {
    return SWITCHES.map(({ id, account, region, what, standing = false }) => {
      const since = driftsOn(this.state, account).get(id)
      return { id, account, region, what, on: since !== undefined, standing, since: since ? iso(since) : null }
    })
  }

  /** Turns one on or off; one that stands so already stays as it is. */
  turn(account: string, drift: DriftId, on: boolean): void {
    if (driftsOn(this.state, account).has(drift) === on) return
    this.state.append({ kind: 'drift', at: this.clock(), account, drift, on })
  }

  /** Puts every switch back to where it was at the start. */
  reset(): void {
    for (const { id, account, standing = false } of SWITCHES) this.turn(account, id, standing)
  }
}

const iso = (time: number) => new Date(time).toISOString()
