import type { Db } from '@/lib/db/client'

/** What incidents need of a plan revision, without its whole document. */
export type PlanFacts = {
  revisionId: string
  version: string
  contentHash: string
  systemName: string
  /** primary database instances, by which exposure is told */
  databases: { key: string; environment: string | null }[]
}

type Row = {
  id: string
  version: string
  content_hash: string
  system_name: string | null
  databases: { key: string; environment: string | null }[] | null
}

// A revision never changes, so what was read once holds for the life of the process.
const known = new Map<string, PlanFacts>()

/** The facts of each revision, by its id. Unknown ids are left out. */
export async function planFacts(db: Db, revisionIds: readonly (string | null)[]): Promise<Map<string, PlanFacts>> {
  const wanted = [...new Set(revisionIds.filter((id) => id !== null))]
  const missing = wanted.filter((id) => !known.has(id))
  if (missing.length > 0) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT id, version, content_hash, document->'system'->>'name' AS system_name,
        (SELECT jsonb_agg(jsonb_build_object('key', a->>'key', 'environment', a->>'environment'))
           FROM jsonb_array_elements(CASE WHEN jsonb_typeof(document->'assets') = 'array'
                                          THEN document->'assets' ELSE '[]' END) a
          WHERE a->>'kind' = 'db-instance' AND coalesce(a->>'role', 'primary') = 'primary') AS databases
        FROM plan_revision WHERE id = ANY(${missing}::uuid[])`
    for (const row of rows) {
      known.set(row.id, {
        revisionId: row.id,
        version: row.version,
        contentHash: row.content_hash,
        systemName: row.system_name ?? '',
        databases: row.databases ?? [],
      })
    }
  }
  return new Map(wanted.flatMap((id) => (known.has(id) ? [[id, known.get(id) as PlanFacts]] : [])))
}
