import { recordAudit } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import type { Tx } from '@/lib/db/client'
import { Conflict } from '@/lib/errors'
import type { FindingAct } from '@/lib/findings/rules/life'
import { toAct } from '@/lib/findings/store/finding-queries'
import { publish } from '@/lib/live/publish'
import type { FindingSeverity } from '@/lib/vocabulary/severities'

type About = {
  system: string
  findingId: string
}

/** Holds a finding until the transaction ends, so that acts on it come one after another; answers the newest one. */
export async function lockFinding(tx: Tx, { system, findingId }: About): Promise<FindingAct | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`finding:${system}:${findingId}`}, 0))`
  const row = await tx.findingAcknowledgement.findFirst({ where: { system, findingId }, orderBy: { seq: 'desc' } })
  return row && toAct(row)
}

type Act = About & {
  id: string
  what: FindingAct['what']
  reason: string
  expiresAt: number | null
}

/** Whether this very act is on record already. @throws Conflict when the key was used for another one */
export async function repeatedAct(tx: Tx, actor: Actor, act: Act): Promise<boolean> {
  const row = await tx.findingAcknowledgement.findUnique({ where: { id: act.id } })
  if (!row) return false
  const same =
    row.actorId === actor.id &&
    row.system === act.system &&
    row.findingId === act.findingId &&
    row.what === act.what &&
    row.reason === act.reason &&
    (row.expiresAt?.getTime() ?? null) === act.expiresAt
  if (!same) throw new Conflict('This form was sent before with other words. Load the page again.')
  return true
}

/** Writes an act, its audit record, and tells the open pages. */
export async function recordAct(
  tx: Tx,
  actor: Actor,
  act: Act & { sentence: string; severity: FindingSeverity; at: number },
): Promise<void> {
  const { id, system, findingId, what, reason, expiresAt, sentence, severity, at } = act
  const until = expiresAt === null ? null : new Date(expiresAt)
  await tx.findingAcknowledgement.create({
    data: {
      id,
      system,
      findingId,
      what,
      reason,
      expiresAt: until,
      sentence,
      severity,
      actorId: actor.id,
      actorName: actor.name,
      at: new Date(at),
    },
  })
  await recordAudit(tx, {
    actor,
    action: `finding.${what}`,
    subject: { type: 'finding', id: findingId },
    system,
    detail: { finding: sentence, severity, reason, ...(until ? { expires: until.toISOString() } : {}) },
  })
  await publish(tx, { topic: 'system', id: system })
  await publish(tx, { topic: 'board', id: system })
}
