/** Width of a character of an 11 px axis label, px. Generous, so that labels never touch. */
const CHARACTER = 5.9

type Label = {
  x: number
  text: string
}

/** A label and the row it is set in; null when there is no room for it in any. */
export type PlacedLabel = Label & {
  row: number | null
}

/**
 * Sets labels that begin at their moments into a few rows without overlap, in order, the upper row first.
 *
 * @param rows how many rows there are
 * @param until where each row ends (px); a label that would pass it is left out
 */
export function labelRows(labels: readonly Label[], { rows, until }: { rows: number; until: number[] }): PlacedLabel[] {
  const taken = Array.from({ length: rows }, () => Number.NEGATIVE_INFINITY)
  return [...labels]
    .sort((a, b) => a.x - b.x)
    .map((label) => {
      const end = label.x + label.text.length * CHARACTER
      const row = taken.findIndex((used, index) => label.x > used && end < (until[index] ?? Number.POSITIVE_INFINITY))
      if (row === -1) return { ...label, row: null }
      taken[row] = end + 8
      return { ...label, row }
    })
}
