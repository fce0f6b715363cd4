/**
 * The name of a plan's role as it is compared and stored: "Engineering Lead", "engineering-lead" and "engineering  lead"
 * are one. At most 80 characters.
 */
export function planRoleKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
    .slice(0, 80)
}
