import type { Plan } from '@/lib/plans/model/plan'

/** The sections that plans gained after their first form; a revision published before has none of them. */
export const LATER_SECTIONS = {
  detection: [],
  scenarios: [],
  runbooks: [],
  checklists: [],
  verifications: [],
  roles: [],
  contacts: [],
  severities: [],
  escalation: [],
  communications: { channels: [], audiences: [], cadence: [], templates: [], publicStates: [] },
  drills: [],
  reviews: null,
  compliance: [],
  automation: null,
  audit: null,
  documents: [],
  maintenance: [],
  resources: [],
} satisfies Partial<Plan>

/**
 * The plan that a stored revision holds. Revisions never change, so that those of an earlier form are completed here:
 * what they could not state reads as not stated.
 */
export function planOfDocument(document: unknown): Plan {
  const stored = document as Plan
  return { ...LATER_SECTIONS, ...stored, review: { ...{ alsoAfter: [], changes: [] }, ...stored.review } }
}
