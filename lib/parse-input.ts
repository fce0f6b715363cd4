import type { z } from 'zod'
import { InvalidInput } from '@/lib/errors'

/**
 * Reads a command's input by its schema. Throws InvalidInput with a sentence per field, keyed as the form names it,
 * and the first of them as the message.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message
  const [name, message] = Object.entries(fields)[0] ?? ['form', 'The input could not be read.']
  throw new InvalidInput(name === 'form' ? message : `${name}: ${message}`, fields)
}
