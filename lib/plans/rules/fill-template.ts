import { placesOf } from '@/lib/plans/rules/template-places'

/**
 * A template with every known place replaced by its value, and the names of those that stay open. A command with an
 * open place is not fit to be run.
 */
export function fillTemplate(
  template: string,
  values: Record<string, string | null>,
): { filled: string; open: string[] } {
  const open = placesOf(template).filter((name) => (values[name] ?? null) === null)
  const filled = template.replaceAll(/\{\{ ?([a-z][a-z0-9_]*) ?\}\}/g, (whole, name: string) => values[name] ?? whole)
  return { filled, open }
}
