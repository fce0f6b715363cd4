import type { AwsPlace, CallOutcome, Looked } from '@/lib/aws/types'
import type { Point, Window } from '@/lib/inventory/model/point'
import type { LateEvent, Sighting } from '@/lib/restores/machine/types'
import type { PreflightFacts } from '@/lib/restores/model/preflight'
import type { ConfigurationLine, PreflightCheck, RestoreOptions } from '@/lib/restores/model/restore'

/**
 * What makes a second call safe, after one whose answer never came.
 * name: the other side refuses a second thing of that name. token: it answers a known token with what it made already,
 * for `trustedMs`; `unseen` begins the sentence that says why it is not repeated afterwards. marker: what was made can be
 * found by a mark it carries, at the latest `seenWithinMs` after the call. nothing: it is never repeated.
 */
export type Repeat =
  | { by: 'name' }
  | { by: 'token'; trustedMs: number; unseen: string }
  | { by: 'marker'; seenWithinMs: number }
  | { by: 'nothing' }

/** What a restore makes or changes: an instance, a database on one, objects, a promotion. A folder of `targets/` each. */
export type RestoreTarget = {
  key: string
  /** which kinds of found assets hold a name that it cannot take */
  heldBy: readonly string[]
  /** why the target cannot be named so, as one sentence; null when it can */
  nameFault: (name: string, source: string) => string | null
  /** what this way adds to the source's name when it proposes one that is free */
  proposeName: (source: string, suffix: string, taken: ReadonlySet<string>) => string
}

/** What a person picked: a point, or a second (epoch milliseconds) of the asset's restore windows. */
export type Offer = {
  source: { region: string; accountId: string }
  point: Point | null
  at: number | null
  windows: readonly Window[]
  /** the place that the person picked a window of; null: the nearest to the source */
  location: string | null
}

/** What it is restored from. `pointKey` makes two requests for the same point the same. Instants are epoch milliseconds. */
export type Chosen = {
  point: Point | null
  window: Window | null
  pointAt: number
  pointKey: string
  location: string
  region: string
}

/** A restore as its way sees it, with nothing but what is frozen in its row, so that a repeat is identical. */
export type Order = {
  /** null before it is asked for: then there is nothing yet to mark it with */
  id: string | null
  number: string | null
  place: AwsPlace
  source: string
  pointKey: string
  pointAt: number
  target: string
  options: RestoreOptions
  /** no call was made before, epoch milliseconds */
  since: number
  jobId: string | null
  resourceId: string | null
}

/** An order that was asked for: it has an id to be marked with. */
export type AskedOrder = Order & { id: string; number: string }

/** What may be there because of a restore, with the command that looks. */
export type Leftover = { what: string; look: string }

/** What a way to restore knows and decides, without looking anywhere. */
export type MethodRules = {
  /** as rows keep it: it never changes */
  key: string
  /** one: how it is restored, for a column. from: the same with the point. offers: what it restores from, in a list. suffix: of a proposed name */
  words: { one: string; from: (pointKey: string) => string; offers: string; suffix: string }
  target: RestoreTarget
  repeat: Repeat
  /** what the picked point or second means for this way; null: it is not for this way */
  choose: (offer: Offer) => Chosen | null
  /** whether what it is restored from still stands: asked at the request, and again when somebody approves */
  stands: (facts: PreflightFacts) => PreflightCheck[]
  /** what else is to be known before it is asked for */
  checks: (facts: PreflightFacts) => PreflightCheck[]
  options: (facts: PreflightFacts) => RestoreOptions
  lines: (facts: PreflightFacts, options: RestoreOptions) => ConfigurationLine[]
  /** the other side's own statuses, in lower case, in our words */
  phases: Readonly<Record<string, string>>
  /** the same as it would be typed */
  command: (order: Order) => string
  /** what a person looks for at AWS when it is not known how the restore ended */
  leftovers: (order: Order) => Leftover[]
}

type WithoutTime<E> = E extends { at: number } ? Omit<E, 'at'> : never

/** What the other side shows of the restore; the moment is set by who looked. */
export type Answer = WithoutTime<LateEvent>

/** Facts of what was made, to be kept with it. Absent: nothing new is known. */
export type MadeFacts = {
  endpointAddress?: string | null
  endpointPort?: number | null
  databaseName?: string | null
  awsResourceId?: string | null
  awsJobId?: string | null
}

export type Seen = { answer: Answer; facts: MadeFacts }

/** What a way does at AWS, through the calls that it is handed. Nothing here throws for what AWS answers. */
export type MethodCalls<Ports> = {
  /** the one call that makes it; called once for each committed sending */
  send: (ports: Ports, order: AskedOrder) => Promise<CallOutcome<Sighting>>
  /** what became of it; reads only */
  look: (ports: Ports, order: Order) => Promise<Seen>
  /** removes what it made; absent where that is not done from here */
  undo?: {
    find: (ports: Ports, order: Order) => Promise<Looked<{ ours: boolean; going: boolean }>>
    /** throttled: not now, and nothing was done */
    remove: (ports: Ports, order: Order) => Promise<CallOutcome<unknown>>
  }
}

/** A way to restore. Adding one is a folder beside this one's and a line in the registry. */
export type RestoreMethod<Ports> = MethodRules & MethodCalls<Ports>
