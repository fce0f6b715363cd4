import type { Distrust } from '@/lib/inventory/rules/trust'

/** Why facts are not believed, as the end of a sentence. */
export const DISTRUST_WORDS: Record<Distrust, string> = {
  stale: 'no fresh fact',
  refused: 'the account refuses to answer',
  garbled: 'the answers cannot be read',
  incomplete: 'the listing is incomplete',
  'never-read': 'never read yet',
  unobserved: 'nothing observes it',
}
