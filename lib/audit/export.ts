import { auditEnd, auditLinks } from '@/lib/audit/links'
import type { AuditLinkRow } from '@/lib/audit/model/link'
import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

const PAGE = 500

/**
 * The whole audit up to now, in the order of its chain, a page at a time by keyset. That somebody took it is the last of
 * its records, and is written before anything is given.
 */
export async function exportAudit(actor: Actor): Promise<AsyncGenerator<AuditLinkRow[]>> {
  authorise(actor, 'audit.read', EVERY_SYSTEM)
  const subject = { type: 'audit', id: 'all' }
  await transaction((tx) => recordAudit(tx, { actor, action: 'audit.export', subject }))
  return pages((await auditEnd(db)).last)
}

async function* pages(last: number): AsyncGenerator<AuditLinkRow[]> {
  for (let after = 0; after < last; ) {
    const links = (await auditLinks(db, after, PAGE)).filter(({ seq }) => seq <= last)
    yield links
    after = links.at(-1)?.seq ?? last
  }
}
