/** What a person may do in general; the table of roles and actions is in docs/roles.md and lib/auth/rules/roles.ts. */
export type Role = 'viewer' | 'responder' | 'dba' | 'approver' | 'commander' | 'admin'

/** The person who acts: read afresh from the database at each request, so a change of role holds at once. */
export type Actor = {
  id: string
  email: string
  name: string
  role: Role
}

/** Tidemark itself, acting without a person: the worker, a watcher. */
export type SystemActor = {
  id: 'system'
  name: string
}
