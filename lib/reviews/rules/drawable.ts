/** What a text may ask of whoever draws it. Beyond it, it is shown as it was written: nothing of it is lost. */
export const DRAWING_LIMITS = {
  /** marks of emphasis, links and code in one paragraph; each may pair with each before it */
  marks: 2_000,
  /** marks of quotes and lists at the beginning of one line */
  nested: 100,
  /** levels of the drawn text */
  deepest: 40,
  /** elements and words of the drawn text */
  most: 20_000,
  /** milliseconds, from when its turn has come */
  patience: 2_000,
}

/**
 * Why a text is not even tried, or null. Looks at each character once: what costs a reader of Markdown its time is marks
 * that may pair with each other, and lines that open many levels.
 */
export function whyNotDrawable(markdown: string): string | null {
  const { marks, nested } = DRAWING_LIMITS
  for (const paragraph of markdown.split(/\n[ \t]*\n/)) {
    if (count(paragraph, /[*_`[\]<&\\]/g) > marks)
      return `a paragraph has more than ${marks.toLocaleString('en-GB')} marks`
  }
  for (const line of markdown.split('\n')) {
    const opening = /^(?:[\s>*+-]|\d{1,9}[.)])*/.exec(line)?.[0] ?? ''
    if (count(opening, /[>*+-]|\d[.)]/g) > nested && !isRule(line)) return `a line opens more than ${nested} levels`
  }
  return null
}

/** A line across the page, however long somebody held the key. */
const isRule = (line: string) => line.length < 1_000 && /^\s*([*-][ \t]*)+$/.test(line)

const count = (text: string, mark: RegExp) => text.match(mark)?.length ?? 0
