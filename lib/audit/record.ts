import type { Actor, Stranger, SystemActor } from '@/lib/auth/model/actor'
import type { Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { refuseIllFormed } from '@/lib/door/rules/well-formed'

/** Tidemark acting by itself. */
export const SYSTEM: SystemActor = { id: 'system', name: 'Tidemark' }

/** Somebody who has not signed in. */
export const NOBODY: Stranger = { id: 'nobody', name: 'Not signed in' }

export type AuditInput = {
  actor: Actor | SystemActor | Stranger
  /** noun.verb, as `restore.request` */
  action: string
  subject: { type: string; id: string }
  /** the system's slug, where the act belongs to one */
  system?: string
  /** facts of the act; never a secret, a token or row contents */
  detail?: Prisma.InputJsonObject
}

/**
 * Writes who did what, in the transaction of the act: no act without its record, no record without its act.
 *
 * @throws InvalidInput for ill-formed text anywhere in it
 */
export async function recordAudit(tx: Tx, { actor, action, subject, system, detail }: AuditInput): Promise<void> {
  refuseIllFormed({ action, subject, system, detail, actor })
  await tx.auditRecord.create({
    data: {
      actorId: actor.id,
      actorName: actor.name,
      action,
      subjectType: subject.type,
      subjectId: subject.id,
      system: system ?? null,
      detail: detail ?? {},
    },
  })
}
