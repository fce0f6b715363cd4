import type { Holder } from '@/lib/auth/model/actor'
import type { Action, Subject } from '@/lib/auth/rules/roles'
import type { Person } from '@/lib/cli/attacks/model'

/**
 * What an address or an action is about: `thing`, something of the one system; `any`, a list of what the person may see, or
 * an act whose subject is told in its body; `all`, what belongs to no single system; `self`, for whoever is signed in.
 */
export type About = 'thing' | 'any' | 'all' | 'self'

/** Of an address or an action: the permission it needs and its subject, or that everybody may. */
export type Guard = 'open' | { needs: Action; about: About; refusedWith?: RegExp }

/** Somebody who asks: what they hold, and whether the product may know them at all. */
export type Asking = { name: string; known: boolean; holder: Holder; person: Person }

/** What came of it, whatever its form was. */
export type Came = 'passes' | 'refused' | 'not found' | 'sign in' | 'no method' | 'broken'

/** One cell: who asks for what, what may come of it, and the asking itself. */
export type Cell = { name: string; may: readonly Came[]; ask: () => Promise<{ came: Came; words: string }> }

/** The real objects, all of one system. */
export type Things = {
  subject: Subject & { system: string }
  incident: number
  review: number
  restore: { name: string; sent: Record<string, string> }
  runbook: string
  step: string
  checklist: string
  item: string
  message: string
  entry: string
  victim: string
}
