import type { Actor } from '@/lib/auth/model/actor'
import { systemsFor } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { folded } from '@/lib/db/folded'
import type { RestoreState } from '@/lib/restores/model/restore'
import { STATE_WORDS } from '@/lib/restores/rules/words'
import { likeAnywhere } from '@/lib/search/rules/rank'

/** A restore that matches a search. */
export type RestoreHit = {
  number: number
  system: string
  source: string
  target: string
  state: RestoreState
  /** when it was asked for, epoch milliseconds */
  createdAt: number
}

const MOST = 40

/**
 * Restores that have every word somewhere in number, target, source, region, system, state or requester, newest first.
 * Reads the rows of all restores: 10,000 would take as long as incidents do, about 65 ms.
 *
 * @param words as wordsOf gives them; none finds nothing
 */
export async function searchRestores(
  actor: Actor,
  words: readonly string[],
  systems: readonly { key: string; name: string }[],
): Promise<RestoreHit[]> {
  const readable = systemsFor(actor, 'restore.read')
  const [first] = words
  if (first === undefined) return []
  const exact = /^(?:rst-)?0*(\d{1,9})$/.exec(first)?.[1] ?? null
  const rows = await db.$queryRaw<(Omit<RestoreHit, 'createdAt'> & { createdAt: Date })[]>`
    SELECT r.number, r.system, r.source_identifier AS source, r.target_name AS target, r.state::text AS state,
           r.created_at AS "createdAt"
      FROM restore r
      LEFT JOIN unnest(${systems.map(({ key }) => key)}::text[], ${systems.map(({ name }) => name)}::text[])
             AS s(key, name) ON s.key = r.system
      LEFT JOIN unnest(${Object.keys(STATE_WORDS)}::text[], ${Object.values(STATE_WORDS).map(({ word }) => word)}::text[])
             AS w(state, word) ON w.state = r.state::text
     CROSS JOIN LATERAL (
       SELECT concat_ws(' ', r.target_name, r.source_identifier, r.region, r.system, s.name, w.word, r.requester_name,
                        'rst-' || r.number,
                        'rst-' || lpad(r.number::text, greatest(4, length(r.number::text)), '0')) AS text OFFSET 0) t
     WHERE (${readable === null} OR r.system = ANY(${readable ?? []}::text[]))
       AND ${folded('t.text')} LIKE ALL(${words.map(likeAnywhere)}::text[])
     ORDER BY r.number = ${exact === null ? null : Number(exact)}::int DESC NULLS LAST, r.number DESC
     LIMIT ${MOST}`
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }))
}
