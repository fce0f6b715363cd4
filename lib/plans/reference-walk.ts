export type Path = (string | number)[]
export type Fault = { path: Path; expected: string }
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

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `; did you mean …?` with the known name most like the one written, or nothing where none is like it. */
export function nearest(name: string, known: Set<string>): string {
  const alike = [...known].map((key) => ({ key, score: shared(name, key) })).sort((a, b) => b.score - a.score)[0]
  return alike && alike.score >= Math.min(4, name.length) ? `; did you mean \`${alike.key}\`?` : ''
}

function shared(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return start + end
}
