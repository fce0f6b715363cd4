import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { folded } from '@/lib/db/folded'
import { likeAnywhere, likeBeginning } from '@/lib/search/rules/rank'

/** An asset that matches a search. */
export type AssetHit = {
  id: string
  system: string
  key: string
  kind: string
  name: string
  identifier: string
  region: string | null
  environment: string | null
  /** Named by the plan; else only found in the account. */
  planned: boolean
  /** A recovery point, or a restore window, of it is known. */
  hasPoints: boolean
}

const MOST = 60

/**
 * Assets that have every word somewhere in name, identifier, kind, environment, region or system; those whose name or
 * identifier begins with the first word come first. Reads every asset: 1,000 take less than 10 ms, and no index would serve
 * words in the middle of a name.
 *
 * @param words as wordsOf gives them; none finds nothing
 */
export async function searchAssets(
  actor: Actor,
  words: readonly string[],
  systems: readonly { key: string; name: string }[],
): Promise<AssetHit[]> {
  const readable = systemsFor(actor, 'inventory.read')
  const [first] = words
  if (first === undefined) return []
  const begins = likeBeginning(first)
  return db.$queryRaw<AssetHit[]>`
    SELECT a.id, a.system, a.key, a.kind, a.name, a.identifier, a.region, a.environment, a.planned,
           EXISTS (SELECT 1 FROM asset_summary m
                    WHERE m.asset_id = a.id AND jsonb_array_length(m.mechanisms) > 0) AS "hasPoints"
      FROM asset a
      LEFT JOIN unnest(${systems.map(({ key }) => key)}::text[], ${systems.map(({ name }) => name)}::text[])
             AS s(key, name) ON s.key = a.system
     CROSS JOIN LATERAL (
       SELECT concat_ws(' ', a.name, a.identifier, a.key, a.kind, replace(replace(a.kind, 'db-instance', 'database instance'), '-', ' '),
                        a.environment, a.region, a.system, s.name) AS text OFFSET 0) t
     WHERE a.gone_at IS NULL AND (${readable === null} OR a.system = ANY(${readable ?? []}::text[]))
       AND ${folded('t.text')} LIKE ALL(${words.map(likeAnywhere)}::text[])
     ORDER BY (${folded('a.name')} LIKE ${begins} OR ${folded('a.identifier')} LIKE ${begins}) DESC,
              a.planned DESC, a.system, a.key
     LIMIT ${MOST}`
}
