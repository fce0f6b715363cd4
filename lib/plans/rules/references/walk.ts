export type Path = (string | number)[]
/** `nearest` finds the name that was probably meant; asked only for faults that are shown. */
export type Fault = { path: Path; expected: string; nearest?: () => string | null }
type Found = { value: unknown; path: Path }

/**
 * Every value that a pattern leads to, with its path: `assets[].key` gives the key of each asset. What is missing or of
 * another shape gives nothing.
 */
export function valuesAt(document: unknown, pattern: string): Found[] {
  const steps = pattern.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), EACH] : [step]))
  return steps.reduce<Found[]>(
    (found, step) =>
      found.flatMap(({ value, path }) => {
        if (step === EACH) return list(value).map((inner, index) => ({ value: inner, path: [...path, index] }))
        return isRecord(value) && Object.hasOwn(value, step) ? [{ value: value[step], path: [...path, step] }] : []
      }),
    [{ value: document, path: [] }],
  )
}

const EACH = '[]'

/** The entries of a list, of one longer than the schema allows only the first. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ENTRIES) : []
}

const MOST_ENTRIES = 300

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
