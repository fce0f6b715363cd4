import type { z } from 'zod'
import { InvalidInput } from '@/lib/errors'

/**
 * Reads a command's input by its schema. Throws InvalidInput with a sentence per field, keyed as the form names it,
 * and the first of them as the message.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const fields: Record<string, string> = {}
  for (const issue of read.error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message
  throw new InvalidInput(Object.values(fields)[0] ?? 'The input cannot be read.', fields)
}
