/** How long the same thing is counted before it is recorded again: a minute, in milliseconds. */
export const TALLY_WINDOW_MS = 60_000

/** Different things of one kind that are recorded by themselves in a minute: from one place or person, and in all. */
const MOST = { group: 20, action: 200 }

/** What is being counted already, in the last minute. */
export type Counted = {
  /** this very thing */
  known: boolean
  /** different things of this kind from the same place or person, and of this kind at all */
  group: number
  action: number
}

/**
 * Under what one more is counted: as what it is; together with what else came from there, when that became too much; or
 * with everything of its kind. So a minute brings 200 records of a kind and a few, whoever tries how often under how many names.
 */
export function tallyUnder({ known, group, action }: Counted): 'itself' | 'group' | 'action' {
  if (known) return 'itself'
  if (action >= MOST.action) return 'action'
  return group >= MOST.group ? 'group' : 'itself'
}
