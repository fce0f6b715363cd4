/** One difference between two texts of a plan. `path` in people's words, outermost first; a value is as it was written. */
export type PlanChange = {
  path: string[]
  kind: 'added' | 'removed' | 'changed' | 'moved'
  before: string | null
  after: string | null
}

/**
 * What changed from one text of a plan to another, in the order of the later one. Entries of a list are matched by their
 * `id` or `key`, so that one put in between does not make all that follow it look changed.
 *
 * @param before the earlier document as read from YAML, before any default is filled in
 * @param after the later one
 */
export function diffPlans(before: unknown, after: unknown): PlanChange[] {
  return compare(before, after, [])
}

function compare(before: unknown, after: unknown, path: string[]): PlanChange[] {
  if (before === undefined && after === undefined) return []
  if (before === undefined) return [{ path, kind: 'added', before: null, after: printed(after) }]
  if (after === undefined) return [{ path, kind: 'removed', before: printed(before), after: null }]
  if (isRecord(before) && isRecord(after)) return compareGroups(before, after, path)
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path)
  if (printed(before) === printed(after)) return []
  return [{ path, kind: 'changed', before: printed(before), after: printed(after) }]
}

function compareGroups(before: Group, after: Group, path: string[]): PlanChange[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return keys.flatMap((key) => compare(before[key], after[key], [...path, key]))
}

function compareLists(before: unknown[], after: unknown[], path: string[]): PlanChange[] {
  const identified = [...before, ...after].every((entry) => idOf(entry) !== null)
  if (!identified) {
    if (printed(before) === printed(after)) return []
    return [{ path, kind: 'changed', before: printed(before), after: printed(after) }]
  }
  const earlier = new Map(before.map((entry) => [idOf(entry), entry]))
  const later = new Map(after.map((entry) => [idOf(entry), entry]))
  const kept = (list: unknown[], other: Map<string | null, unknown>) =>
    list.flatMap((entry) => (other.has(idOf(entry)) ? [idOf(entry)] : []))
  const moved = kept(before, later).join('\n') !== kept(after, earlier).join('\n')
  return [
    ...(moved ? [{ path, kind: 'moved' as const, before: null, after: kept(after, earlier).join(', ') }] : []),
    ...after.flatMap((entry) => compare(earlier.get(idOf(entry)), entry, [...path, nameOf(entry)])),
    ...before
      .filter((entry) => !later.has(idOf(entry)))
      .flatMap((entry) => compare(entry, undefined, [...path, nameOf(entry)])),
  ]
}

type Group = Record<string, unknown>

function isRecord(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function idOf(entry: unknown): string | null {
  if (!isRecord(entry)) return null
  const id = entry.id ?? entry.key
  return typeof id === 'string' ? id : null
}

function nameOf(entry: unknown): string {
  const { name, title, about } = isRecord(entry) ? entry : {}
  return [name, title, about, idOf(entry)].find((word) => typeof word === 'string') as string
}

/** A value as people would write it: text as it is, groups as `key: value`, lists with commas. */
function printed(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : value.map(printed).join(', ')
  if (!isRecord(value)) return String(value)
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${printed(inner)}`)
    .join('; ')
}
