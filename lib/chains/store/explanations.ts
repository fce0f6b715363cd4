import type { KeyObject } from 'node:crypto'
import { auditOfAction } from '@/lib/audit/queries'
import type { Explained, ExplainedFacts } from '@/lib/chains/model/explained'
import { isSigned } from '@/lib/chains/rules/signature'
import type { Db } from '@/lib/db/client'

/** The act by which a break is explained. */
export const EXPLAIN = 'chain.explain'

/** Every explanation whose signature fits. One that was slipped into the database without the key explains nothing. */
export async function explanations(on: Db, keys: ReadonlyMap<string, KeyObject>): Promise<Explained[]> {
  const records = await auditOfAction(on, EXPLAIN)
  return records.flatMap((detail) => {
    const { chain, seq, found, reason, by, at, key, signature } = detail as ExplainedFacts & Record<string, string>
    const facts: ExplainedFacts = { chain, seq, found, reason, by, at }
    if (!isSigned(keys, facts, String(key), String(signature))) return []
    return [{ ...facts, explanation: { by, at: Date.parse(at), reason } }]
  })
}
