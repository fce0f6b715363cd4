import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { transaction } from '@/lib/db/transaction'
import { NotFound } from '@/lib/errors'
import type { ReviewDto } from '@/lib/reviews/model/review'
import type { AuditForm } from '@/lib/reviews/rules/audit-form'
import { auditRecordOf } from '@/lib/reviews/store/audit-record'
import { findReview } from '@/lib/reviews/store/queries'
import { incidentName, parseIncidentName } from '@/lib/vocabulary/numbers'

/** A review for a file that leaves Tidemark; that somebody took it is in the audit. Throws NotFound where there is none. */
export async function takeReview(actor: Actor, name: string): Promise<ReviewDto> {
  const review = await findReview(actor, name)
  if (!review) throw new NotFound('There is no such review.')
  await noteTaken(actor, 'review.export', name, review.incident.system)
  return review
}

/** An incident in the form of its plan, for a file; that somebody took it is in the audit. Throws as `auditRecordOf`. */
export async function takeAuditForm(actor: Actor, name: string): Promise<AuditForm> {
  const form = await auditRecordOf(actor, name)
  await noteTaken(actor, 'incident.export', name)
  return form
}

async function noteTaken(actor: Actor, action: string, name: string, system?: string): Promise<void> {
  const number = parseIncidentName(name)
  const subject = { type: 'incident', id: number === null ? name : incidentName(number) }
  await transaction((tx) => recordAudit(tx, { actor, action, subject, system }))
}
