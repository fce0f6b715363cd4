import { Prisma } from '@/lib/db/generated/client'

/**
 * A text expression as lib/search folds text (no accents, no case), to be put into a query. The expression is part of
 * the program, never of what somebody typed. Taken apart before lower(), so that a C locale folds accented letters too.
 */
export function folded(expression: string): Prisma.Sql {
  return Prisma.raw(`lower(regexp_replace(normalize(${expression}, NFD), '[\\u0300-\\u036f]', '', 'g'))`)
}
