import type { ChainVerdict } from '@/lib/chains/model/verdict'
import type { IncidentSummary, RoleHolder } from '@/lib/incidents/model/incident'
import type { DrawnEntry } from '@/lib/incidents/rules/corrections'
import type { Drawing } from '@/lib/reviews/model/drawing'

/** The parts of a review that people write, in the order of the page. */
export const REVIEW_SECTIONS = [
  'summary',
  'what-happened',
  'contributing-factors',
  'went-well',
  'went-wrong',
  'got-lucky',
  'action-items',
] as const
export type ReviewSectionKey = (typeof REVIEW_SECTIONS)[number]

export const SECTION_WORDS: Record<ReviewSectionKey, string> = {
  summary: 'Summary',
  'what-happened': 'What happened',
  'contributing-factors': 'Contributing factors',
  'went-well': 'Went well',
  'went-wrong': 'Went wrong',
  'got-lucky': 'Got lucky',
  'action-items': 'Action items',
}

export const REVIEW_STATUSES = ['draft', 'reviewed'] as const
export type ReviewStatus = (typeof REVIEW_STATUSES)[number]

/** One saved text of a section. `version` 0 stands for "never written". Instants are epoch milliseconds. */
export type SectionVersion = {
  section: ReviewSectionKey
  version: number
  markdown: string
  authorName: string
  savedAt: number
}

/** A review in the list. */
export type ReviewSummary = {
  incident: IncidentSummary
  status: ReviewStatus
  /** how many of the sections have a text */
  written: number
  createdAt: number
}

/** All that the page and the export show; durations and results are computed from `incident` by rules. */
export type ReviewDto = {
  incident: IncidentSummary
  declaredByName: string
  planVersion: string | null
  planHash: string | null
  roles: RoleHolder[]
  restores: { number: number; pointAt: number; targetName: string }[]
  status: ReviewStatus
  /** counts every change of the review */
  version: number
  /** the newest text of each section that was ever written */
  sections: SectionVersion[]
  /** what each of them is drawn as */
  drawings: Partial<Record<ReviewSectionKey, Drawing>>
  /** starred entries, oldest first */
  narrative: DrawnEntry[]
  entryCount: number
  /** the hash that the timeline ends in, and what the last look at its chain found; null where it was never looked at */
  chain: { hash: string; verdict: ChainVerdict | null }
  asOf: number
}
