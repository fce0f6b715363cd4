/** One thing wrong with a plan document, for the person who edits it. Line and column count from 1. */
export type PlanFault = {
  file: string
  line: number
  column: number
  /** The path of keys, `objectives[2].rpo.target`; empty for the document as a whole. */
  key: string
  found: string
  expected: string
  /** The name, word or value that was probably meant; absent where nothing known is like it. */
  nearest?: string
  message: string
}
