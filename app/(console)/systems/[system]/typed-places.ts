import { type Query, queryOf } from '@/lib/auth/read-address'

/**
 * What was typed into places comes in the address, so that a filled-in page can be reloaded and passed on. As one text,
 * so that two reads of the same address are one load.
 */
export async function typedPlaces(query: Query): Promise<string> {
  const pairs = Object.entries(await queryOf(query)).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return new URLSearchParams(pairs).toString()
}

/** The same apart: the incident that was chosen, `INC-0042`, and what was typed by name of the place. */
export function readPlaces(text: string): { chosen: string | null; typed: Record<string, string> } {
  const { 'worked-in': chosen, ...typed } = Object.fromEntries(new URLSearchParams(text))
  return { chosen: chosen ?? null, typed }
}
