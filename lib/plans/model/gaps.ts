/** Something a plan does not cover; `anchor` is where it stands in the plan as a document. */
export type Gap = { id: string; what: string; why: string; anchor: string }

/** Gaps of one kind, worst kinds first. */
export type GapGroup = { id: string; title: string; sentence: string; gaps: Gap[] }
