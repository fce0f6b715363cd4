import { parse } from 'yaml'
import type { Actor } from '@/lib/auth/model/actor'
import { can } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { NotFound } from '@/lib/errors'
import { planInForce } from '@/lib/plans/in-force/queries'
import type { RevisionsDto } from '@/lib/plans/model/revisions'
import { diffPlans } from '@/lib/plans/rules/diff-plans'

const MOST = 50

/**
 * The revisions of a system's plan, newest first, and what changed between two of them.
 *
 * @param asked beginnings of content hashes; the newest two where none is asked for
 * @throws NotFound when the system has no revision, none that may be read, or none begins so
 */
export async function planRevisions(
  actor: Actor,
  system: string,
  asked: { from: string | null; to: string | null },
): Promise<RevisionsDto> {
  const absent = `There is no revision of a plan of "${system}".`
  if (!can(actor, 'plan.read', { system })) throw new NotFound(absent)
  const [rows, inForce] = await Promise.all([
    db.planRevision.findMany({
      where: { system },
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      take: MOST,
      select: { id: true, contentHash: true, version: true, publishedAt: true },
    }),
    planInForce(actor, system),
  ])
  const current = rows.find(({ id }) => id === inForce?.revisionId) ?? rows[0]
  if (!current) throw new NotFound(absent)
  const find = (hash: string) => {
    const found = rows.find(({ contentHash }) => hash.length >= 8 && contentHash.startsWith(hash))
    if (!found) throw new NotFound(`No revision of this plan begins with ${hash.slice(0, 64)}.`)
    return found
  }
  const to = asked.to ? find(asked.to) : current
  const from = asked.from ? find(asked.from) : (rows[rows.indexOf(to) + 1] ?? null)
  const texts = await db.planRevision.findMany({
    where: { id: { in: [to.id, ...(from ? [from.id] : [])] } },
    select: { id: true, source: true },
  })
  const documentOf = (id: string) => parse(texts.find((text) => text.id === id)?.source ?? '') as unknown
  return {
    system,
    revisions: rows.map(({ id, contentHash, version, publishedAt }) => ({
      contentHash,
      version,
      at: publishedAt.getTime(),
      inForce: id === inForce?.revisionId,
    })),
    more: rows.length === MOST,
    since: inForce?.since ?? null,
    from: from?.contentHash ?? null,
    to: to.contentHash,
    changes: from ? diffPlans(documentOf(from.id), documentOf(to.id)) : [],
  }
}
