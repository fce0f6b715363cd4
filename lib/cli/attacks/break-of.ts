/** The line of `verify-chain` that names a break of an incident's timeline; undefined where none does. */
export function breakOf(text: string, incident: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith(`${incident}, entry `))
}
