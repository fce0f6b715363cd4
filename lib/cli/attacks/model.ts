import type pg from 'pg'
import type { Sent } from '@/lib/cli/attacks/send'

/** What came back of one request. `ms`: until its last byte. */
export type Answer = {
  status: number
  text: string
  headers: Record<string, string>
  /** as they were set, one a cookie */
  setCookies: string[]
  ms: number
}

/** What an action answered: `ok`, the fault's code with its sentence, or the address that it led to. */
export type Outcome = { code: string; words: string; value?: unknown; ms: number }

/** Somebody who is signed in; the cookies are all that they have. */
export type Person = { id: string; email: string; cookie: string }

export type RoleName = 'viewer' | 'responder' | 'dba' | 'approver' | 'commander' | 'admin'

/** An account that is made for one attack: with a role of one system, or for all, or with none. */
export type NewPerson = { role: RoleName | null; system?: string }

/** The product as an attacker meets it, on this machine only, and the little that its owner can reach. */
export type World = {
  site: URL
  sandbox: URL
  dataFolder: string
  /** the owner of the database, past every grant */
  owner: pg.Client
  send: (path: string, sent?: Sent) => Promise<Answer>
  /** the local account of a role, signed in */
  as: (role: RoleName) => Promise<Person>
  /** another account with a password that is known, signed in; `again` signs the same one in once more, in a browser with these cookies */
  newcomer: (wanted: NewPerson) => Promise<{ person: Person; again: (cookie?: string) => Promise<Person> }>
  /** the names of all actions of the build */
  actions: readonly string[]
  /** calls an action that takes an input, from the page where it is */
  act: (person: Person, action: string, input: unknown) => Promise<Outcome>
  /** calls the action of a form */
  submit: (person: Person, action: string, fields: Record<string, string>) => Promise<Outcome>
  /** a new incident, of PhaserAI where nothing else is said, that the commander declared; its number */
  declare: (title: string, system?: string) => Promise<number>
  /** says something in an incident */
  say: (person: Person, incident: number, texts: readonly string[]) => Promise<Answer>
  /** what `npm run verify-chain` says, with its code */
  verify: () => Promise<{ code: number; text: string }>
  /** the number of the process of a part that runs now */
  pidOf: (part: string) => number
}

/** One small attack: what it does, and what must be answered. It leaves the product as it found it, or says so. */
export type Attack = {
  id: string
  /** what is tried, as somebody would tell it */
  sentence: string
  /** does it, and tells in a line what was answered */
  attack: (world: World) => Promise<string>
  /** what that line is when the product held */
  must: RegExp
  /** milliseconds; 60,000 where it says nothing */
  within?: number
}
