import type { z } from 'zod'
import { InvalidInput } from '@/lib/errors'

/** Reads a command's input or throws InvalidInput with a sentence per field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const fields: Record<string, string> = {}
  for (const issue of read.error.issues) {
    const field = String(issue.path[0] ?? '')
    fields[field] ??= issue.message
  }
  const [first] = Object.values(fields)
  throw new InvalidInput(first ?? 'The input cannot be read.', fields)
}
