/** A flag of a command and what follows it; a value of null leaves the flag out, true stands alone. */
export type Flag = readonly [flag: string, value: string | readonly string[] | true | null]

/** A command of the AWS command line as it would be typed: a flag a line, every value safe for a shell. */
export function typedCommand(words: string, region: string, flags: readonly Flag[]): string {
  const lines = [...flags, ['--region', region] as Flag].flatMap(([flag, value]) => {
    if (value === true) return [flag]
    if (value === null || value.length === 0) return []
    return [[flag, ...(typeof value === 'string' ? [value] : value).map(quoted)].join(' ')]
  })
  return [`aws ${words}`, ...lines].join(' \\\n  ')
}

/** Between single quotes unless it holds nothing that a shell reads. */
function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}
