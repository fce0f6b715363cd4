import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** What a fact rests on. `section` names the place in the system's own document; `says` repeats it in our words. */
export type PlanSource = { section: string; says: string }

/** A value the document leaves open, and where it does. `placeholder` is the document's own text for it. */
export type ToFillIn = { what: string; placeholder: string | null; where: string }

/** Two or more places of one document that do not agree. All of them stay; a finding shows them side by side. */
export type Contradiction = {
  id: string
  /** What they disagree about, as a short sentence. */
  about: string
  severity: FindingSeverity
  statements: { text: string; where: string }[]
  /** What the owner has to decide. */
  toDecide: string
}

export type PlanSystem = {
  /** The slug used in routes and ids: `phaserai`. */
  key: string
  name: string
  description: string
  /** The document's classification, such as `Confidential`. */
  classification: string | null
  account: PlanAccount
  contradictions: Contradiction[]
}

/** The AWS account that holds the system, and the roles Tidemark assumes in it. */
export type PlanAccount = {
  id: string
  /** Role ARN to read facts with. */
  role: string
  /** Role ARN to restore with. */
  restoreRole: string
  /** Every region to read, the primary one first. */
  regions: string[]
  /** The facts of the account that the document does not state, in words: `read role`. */
  assumed: string[]
}

export type PlanReview = {
  version: string | null
  owner: string | null
  approvedBy: string | null
  /** `YYYY-MM-DD` */
  lastUpdated: string | null
  /** `YYYY-MM-DD` */
  nextReview: string | null
  /** How often the document asks for a review, in its words: `quarterly`. */
  frequency: string | null
  /** The same as a length of time, in ms. */
  every: number | null
  /** On what other grounds it is reviewed: `after significant infrastructure changes`. */
  alsoAfter: string[]
  /** The versions the document lists. */
  changes: { on: string; version: string; what: string; by: string }[]
  toFillIn: ToFillIn[]
}

export type PlanEnvironment = {
  key: string
  name: string
  primaryRegion: string | null
  drRegion: string | null
  /** The facts of this environment that the document does not state, in words: `primary region`. */
  assumed: string[]
  /** Present when somebody else than the requester has to agree to a restore here. */
  restoreApproval: RestoreApproval | null
  /** How long the document thinks a whole recovery takes. */
  estimates: RestoreEstimate[]
}

export type RestoreApproval = { required: true; by: string; source: PlanSource }

/** The document's own estimate of a restore, used only while nothing has been measured. Milliseconds. */
export type RestoreEstimate = { of: string; low: number; high: number; note: string | null; where: string }
