/** What one second of a test of the mutated file itself is worth in seconds of others: it catches most. */
const NEAR = 10

/**
 * The tests that pass a mutant, those first that are likely to catch it soon: of the file's own, and short ones.
 *
 * @param {string} mutated the file that the mutant lies in
 * @param {{ [file: string]: number[] | null }} places the tests that pass it, by their place in their file; null for all
 * @param {Played['times']} times
 * @returns {{ file: string, place: number, ms: number }[]}
 * @typedef {{ covering: { [id: string]: { hits: number, places: { [file: string]: number[] | null } } },
 *   times: { [file: string]: number[] } }} Played by mutant and by test file; `times` are milliseconds of processor time,
 *   by the place of the test
 */
export function testsInOrder(mutated, places, times) {
  const weight = ({ file, ms }) => (file.startsWith(mutated.replace(/\.ts$/, '')) ? ms / NEAR : ms)
  return Object.entries(places)
    .flatMap(([file, some]) =>
      (some ?? [...times[file].keys()]).map((place) => ({ file, place, ms: times[file][place] })),
    )
    .sort((a, b) => weight(a) - weight(b))
}
