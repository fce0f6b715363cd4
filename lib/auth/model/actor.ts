/** What a person may do in general; the table of roles and actions is in docs/roles.md and lib/auth/rules/roles.ts. */
export type Role = 'viewer' | 'responder' | 'dba' | 'approver' | 'commander' | 'admin'

/** What a person holds for one system: a role (`planRole` null), or the name of a role of its plan (`role` null). */
export type HeldRole = { system: string; role: Role | null; planRole: string | null }

/** What a person may do, and where. */
export type Holder = {
  /** the role held for all systems; null: none */
  role: Role | null
  held: readonly HeldRole[]
}

/** The person who acts: read afresh from the database at each request, so a change of what they hold is true at once. */
export type Actor = Holder & {
  id: string
  email: string
  name: string
}

/** The session through which a person acts. Instants are epoch milliseconds. */
export type OwnSession = {
  id: string
  /** when its password was asked for last: at the sign-in, or again since */
  checkedAt: number
  /** when it ends by itself if nothing more is asked through it */
  endsAt: number
  /** where the request comes from, as the limits of sign-in count it */
  origin: string
}

/** A person who is signed in, with the session: what may end, and what is asked for a password again, needs both. */
export type SignedIn = Actor & { session: OwnSession }

/** Who has not signed in, for the record of what was tried. */
export type Stranger = {
  id: 'nobody'
  name: string
}

/** Tidemark itself, acting without a person: the worker, a watcher. */
export type SystemActor = {
  id: 'system'
  name: string
}
