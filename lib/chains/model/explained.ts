import type { Explanation } from '@/lib/chains/model/verdict'

/** What a person signs with an explanation, in this order. `found` is that of the break, `at` ISO 8601 in UTC. */
export type ExplainedFacts = { chain: string; seq: number; found: string; reason: string; by: string; at: string }

/** An explanation whose signature fits. */
export type Explained = ExplainedFacts & { explanation: Explanation }
