/** Why a name is no RDS instance identifier, as one sentence; null when it is one. AWS stores it in lower case. */
export function targetNameFault(name: string): string | null {
  if (name === '') return 'Name the new instance.'
  if (name.length > 63) return `The name has ${name.length} characters; RDS takes 63 at most.`
  if (/[A-Z]/.test(name)) return 'Write the name in lower case: RDS stores it so.'
  if (!/^[a-z]/.test(name)) return 'The name begins with a letter.'
  if (/[^a-z0-9-]/.test(name)) return 'The name holds only letters, digits and hyphens.'
  if (name.endsWith('-')) return 'The name does not end with a hyphen.'
  if (name.includes('--')) return 'The name has no two hyphens in a row.'
  return null
}

/** The name a form proposes: the source's with what was done, `phaserai-prod-pitr`, numbered on when it is taken. */
export function proposeTargetName(source: string, suffix: string, taken: ReadonlySet<string>): string {
  const stem = source.slice(0, 63 - suffix.length - 4).replace(/-+$/, '')
  const first = `${stem}-${suffix}`
  if (!taken.has(first)) return first
  for (let n = 2; n < 100; n++) if (!taken.has(`${first}-${n}`)) return `${first}-${n}`
  return first
}
