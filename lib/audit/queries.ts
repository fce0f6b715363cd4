import type { Actor } from '@/lib/auth/model/actor'
import { authorise, EVERY_SYSTEM } from '@/lib/auth/rules/roles'
import { type Db, db } from '@/lib/db/client'
import type { AuditRecord, Prisma } from '@/lib/db/generated/client'

/** One act as the audit page shows it. `at` is epoch milliseconds; `id` orders acts and is the cursor. */
export type AuditRow = {
  id: string
  at: number
  actor: string
  action: string
  subject: string
  system: string | null
  detail: Record<string, unknown>
}

export type AuditPage = {
  rows: AuditRow[]
  /** give it as `before` for the next, older page; null at the end */
  next: string | null
}

export type AuditFilter = {
  before?: string
  action?: string
  system?: string
  limit?: number
}

/** Acts, newest first, one page by keyset. For those who may read the audit. */
export async function auditPage(actor: Actor, { before, action, system, limit = 50 }: AuditFilter): Promise<AuditPage> {
  authorise(actor, 'audit.read', EVERY_SYSTEM)
  const where: Prisma.AuditRecordWhereInput = {}
  if (before && /^\d{1,18}$/.test(before)) where.id = { lt: BigInt(before) }
  if (action) where.action = { startsWith: action }
  if (system) where.system = system
  const found = await db.auditRecord.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 })
  const rows = found.slice(0, limit).map(toRow)
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** The facts of every act of one name, oldest first. */
export async function auditOfAction(on: Db, action: string): Promise<Record<string, unknown>[]> {
  const found = await on.auditRecord.findMany({ where: { action }, orderBy: { id: 'asc' }, select: { detail: true } })
  return found.map(({ detail }) => detail as Record<string, unknown>)
}

function toRow(record: AuditRecord): AuditRow {
  return {
    id: String(record.id),
    at: record.at.getTime(),
    actor: record.actorName,
    action: record.action,
    subject: `${record.subjectType} ${record.subjectId}`,
    system: record.system,
    detail: record.detail as Record<string, unknown>,
  }
}
