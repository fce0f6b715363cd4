import type { z } from 'zod'
import { refuseIllFormed } from '@/lib/door/rules/well-formed'
import { InvalidInput } from '@/lib/errors'

type Issue = z.core.$ZodRawIssue

/**
 * Reads a command's input by its schema. Throws InvalidInput with a sentence per field, keyed as the form names it,
 * and the first of them as the message. Where the schema has no words of its own, the sentence is made here. Ill-formed
 * text is refused before the schema is asked, wherever it stands.
 *
 * @param apart fields whose items the caller reads one by one, each with parseInput, so that a bad one is refused alone
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  { apart = [] }: { apart?: readonly string[] } = {},
): z.output<S> {
  refuseIllFormed(input, apart)
  const read = schema.safeParse(input, { error: sentence })
  if (read.success) return read.data
  const fields: Record<string, string> = {}
  for (const issue of read.error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message
  throw new InvalidInput(Object.values(fields)[0] ?? UNREADABLE, fields)
}

const UNREADABLE = 'What was sent cannot be read. Reload the page and try again.'

/** zod's own sentences speak of types; a person is told which field it is and what it may hold. */
function sentence(issue: Issue): string {
  const field = issue.path?.[0]
  if (field === undefined) return UNREADABLE
  const found = issue.input
  if (found === undefined || found === null || found === '') return `"${String(field)}" is missing.`
  return `"${String(field)}" ${limit(issue) ?? 'cannot be read'}.`
}

function limit(issue: Issue): string | undefined {
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : ''
  if (issue.code === 'too_big') return `may be at most ${issue.maximum}${unit}`
  if (issue.code === 'too_small') return `has to be at least ${issue.minimum}${unit}`
  if (issue.code === 'invalid_value') return `has to be one of: ${issue.values.join(', ')}`
  return undefined
}
