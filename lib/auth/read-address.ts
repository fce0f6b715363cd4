import { notFound } from 'next/navigation'
import { isWellFormed, type WellFormed } from '@/lib/door/rules/well-formed'

/** A page's query as Next hands it over. */
export type Query = Promise<Record<string, string | string[] | undefined>>

/** The parts of a page's path by name, decoded. Half a character, NUL or a broken `%` in one leads to "not found". */
export async function pathOf<Name extends string>(
  params: Promise<Record<Name, string>>,
): Promise<Record<Name, WellFormed>> {
  const parts = Object.entries<string>(await params).map(([name, part]) => [name, sound(decoded(part))])
  return Object.fromEntries(parts) as Record<Name, WellFormed>
}

/** The query of a page's address by name; one that is named twice says nothing. Ill-formed text leads to "not found". */
export async function queryOf(query: Query): Promise<Record<string, WellFormed | undefined>> {
  const read: Record<string, WellFormed | undefined> = {}
  for (const [name, value = ''] of Object.entries(await query)) {
    for (const text of [name, value].flat()) sound(text)
    if (typeof value === 'string') read[name] = sound(value)
  }
  return read
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

function sound(text: string | null): WellFormed {
  return text !== null && isWellFormed(text) ? text : notFound()
}
