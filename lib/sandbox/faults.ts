import { matches, type Scope, type State } from '@/lib/sandbox/state'
import type { Disturbance } from '@/lib/sandbox/wire/server'
import type { Call } from '@/lib/sandbox/wire/service'

export const FAULT_KINDS = [
  'throttle',
  'error',
  'html',
  'slow',
  'down',
  'deny',
  'lose-reply',
  'repeat-token',
  'stop-schedule',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** A fault in force. An absent part of the scope means all; `left` counts down to its end where it is set. */
export type Fault = Scope & {
  kind: FaultKind
  action?: string | undefined
  /** How long `slow` waits, ms. */
  ms?: number | undefined
  left?: number | undefined
  since: number
}

/** The five accounts' honest trouble: nothing of Phoenix answers in us-west-2. */
const STANDING: Omit<Fault, 'since'> = { kind: 'error', account: '210000000005', region: 'us-west-2' }

/** The faults of a running sandbox. Only `stop-schedule` is written down: it changes what there is to see later. */
export class Faults {
  private faults: Fault[]

  constructor(
    private readonly state: State,
    private readonly clock: () => number,
  ) {
    this.faults = [{ ...STANDING, since: state.born }, ...stoppedOf(state)]
  }

  list(): Fault[] {
    return this.faults.map((fault) => ({ ...fault }))
  }

  /** Turns a fault on; the same one again replaces it. */
  on(fault: Omit<Fault, 'since'>): void {
    this.off(fault)
    const since = this.clock()
    this.faults.push({ ...fault, since })
    if (fault.kind === 'stop-schedule')
      this.state.append({ kind: 'schedule-stopped', at: since, scope: scopeOf(fault) })
  }

  /** Turns off what has this kind and exactly this scope; tells how many. */
  off(fault: Omit<Fault, 'since'>): number {
    const gone = this.faults.filter((f) => sameAim(f, fault))
    this.faults = this.faults.filter((f) => !gone.includes(f))
    if (fault.kind === 'stop-schedule' && gone.length > 0) {
      this.state.append({ kind: 'schedule-resumed', at: this.clock(), scope: scopeOf(fault) })
    }
    return gone.length
  }

  /** Turns everything off but the standing trouble. */
  clear(): void {
    for (const fault of this.list()) if (!sameAim(fault, STANDING)) this.off(fault)
  }

  /** What happens to a call; `left` is counted here. */
  disturbancesOf(call: Call): Disturbance[] {
    const hit = this.faults.filter(
      (f) => f.kind !== 'stop-schedule' && matches(f, call) && (!f.action || f.action === call.action),
    )
    for (const fault of hit) if (fault.left !== undefined) fault.left--
    this.faults = this.faults.filter((f) => f.left === undefined || f.left > 0)
    return hit.map(({ kind, ms }) => (kind === 'slow' ? { kind, ms: ms ?? 10_000 } : { kind }) as Disturbance)
  }
}

const scopeOf = ({ account, region, service }: Scope): Scope => ({
  ...(account && { account }),
  ...(region && { region }),
  ...(service && { service }),
})

type Aim = Pick<Fault, 'kind' | 'account' | 'region' | 'service' | 'action'>

function sameAim(a: Aim, b: Aim): boolean {
  return (['kind', 'account', 'region', 'service', 'action'] as const).every((part) => a[part] === b[part])
}

function stoppedOf(state: State): Fault[] {
  const open = new Map<string, Fault>()
  for (const h of state.happenings) {
    if (h.kind === 'schedule-stopped')
      open.set(JSON.stringify(h.scope), { kind: 'stop-schedule', ...h.scope, since: h.at })
    if (h.kind === 'schedule-resumed') open.delete(JSON.stringify(h.scope))
  }
  return [...open.values()]
}
