/**
 * Where a name differs from the one it could be mistaken for: `phaserai-prod` and `phaserai-prod-pitr` share
 * `phaserai`, and end in `-prod` and `-prod-pitr`. The cut is at the last separator both share.
 *
 * @returns the two ends, or null when the names are equal or share no beginning
 */
export function differingEnd(name: string, other: string): { name: string; other: string } | null {
  if (name === other) return null
  let shared = 0
  while (shared < name.length && shared < other.length && name[shared] === other[shared]) shared += 1
  const lastShared = shared === name.length || shared === other.length ? shared - 1 : shared
  const cut = name.slice(0, lastShared + 1).search(/[-_.][^-_.]*$/)
  if (cut <= 0) return null
  return { name: name.slice(cut), other: other.slice(cut) }
}
