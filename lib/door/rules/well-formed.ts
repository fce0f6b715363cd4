import { InvalidInput } from '@/lib/errors'

declare const mark: unique symbol

/** A text of whole characters without NUL: what Postgres keeps and a hash covers as it is. Only this door makes it. */
export type WellFormed = string & { readonly [mark]: true }

/** Where in what was sent a text is not well formed; `name` says that it is the name of a field and not its value. */
type IllFormed = { path: readonly string[]; name: boolean; found: string }

const ILL_FORMED = /[\0\p{Surrogate}]/u

/** Deeper than anything that is sent here on purpose. */
const DEEPEST = 40

/** Whether a text is of whole characters without NUL. */
export function isWellFormed(text: string): text is WellFormed {
  return text.isWellFormed() && !text.includes('\0')
}

/** What makes a text ill-formed and at which character, counted from 1: `a NUL character (U+0000) at position 2`. */
export function illFormedPart(text: string): string | null {
  if (isWellFormed(text)) return null
  const index = text.search(ILL_FORMED)
  const code = text.charCodeAt(index)
  const what = code === 0 ? 'a NUL character' : 'half of a character'
  const shown = code.toString(16).toUpperCase().padStart(4, '0')
  return `${what} (U+${shown}) at position ${[...text.slice(0, index)].length + 1}`
}

/** The sentence for a text that is not well formed, by the path of its field; null for one that is. */
export function illFormedSentence(text: string, path: readonly string[]): string | null {
  const found = illFormedPart(text)
  return found && sentence({ path, name: false, found })
}

/**
 * Refuses ill-formed text anywhere in what was sent, in names of fields too, with a sentence by the field.
 *
 * @param apart fields of which each item is read by itself, so that one bad item does not refuse the others
 * @throws InvalidInput
 */
export function refuseIllFormed(sent: unknown, apart: readonly string[] = []): void {
  const fields: Record<string, string> = {}
  for (const fault of illFormed(sent, apart)) fields[fault.path[0] ?? ''] ??= sentence(fault)
  const [first] = Object.values(fields)
  if (first) throw new InvalidInput(first, fields)
}

/** Words of ours around what is well formed. @throws InvalidInput where a part is not, whatever way it took */
export function said(words: TemplateStringsArray, ...parts: readonly (string | number)[]): WellFormed {
  return asSaid(String.raw({ raw: words.map((word) => word) }, ...parts))
}

/** The same for a text that is put together already. */
export function asSaid(text: string): WellFormed {
  if (isWellFormed(text)) return text
  throw new InvalidInput(sentence({ path: [], name: false, found: illFormedPart(text) ?? '' }))
}

/** The beginning of a text, at most so long in UTF-16 units, which never ends in half a character. */
export function cut<T extends string>(text: T, most: number): T {
  const inTwo = /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(most - 1, most + 1))
  return text.slice(0, inTwo ? most - 1 : most) as T
}

function* illFormed(
  value: unknown,
  apart: readonly string[],
  path: readonly string[] = [],
  seen = new Set<object>(),
): Generator<IllFormed> {
  if (typeof value === 'string') {
    const found = illFormedPart(value)
    if (found) yield { path, name: false, found }
    return
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) return
  if (path.length === DEEPEST) throw new InvalidInput(`What was sent is nested deeper than ${DEEPEST} levels.`)
  seen.add(value)
  const parts = Symbol.iterator in value ? [...(value as Iterable<unknown>)].entries() : Object.entries(value)
  for (const [key, part] of parts) {
    const name = String(key)
    const found = illFormedPart(name)
    if (found) yield { path, name: true, found }
    if (path.length === 0 && apart.includes(name)) continue
    yield* illFormed(part, apart, [...path, found ? '' : cut(name, 40)], seen)
  }
}

function sentence({ path, name, found }: IllFormed): string {
  const field = path.length === 0 ? '' : `"${path.join('.')}"`
  const where = name ? (field ? `${field}, the name of a field` : 'The name of a field') : field || 'What was sent'
  return `${where}: found ${found}; expected text without it.`
}
