import { recordAudit, SYSTEM } from '@/lib/audit/record'
import type { Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { transaction } from '@/lib/db/transaction'
import { publish } from '@/lib/live/publish'
import type { ParsedPlan } from '@/lib/plans/document/parse'
import type { PlanFault } from '@/lib/plans/model/fault'

export type PlanText = {
  system: string
  file: string
  text: string
  parsed: ParsedPlan
  /** Epoch milliseconds. */
  now: number
}

/** What became of it: a new text in force, the faults of one refused, the end of earlier faults, or no change at all. */
export type PublishOutcome = 'published' | 'refused' | 'healed' | 'unchanged'

/**
 * Puts the text of a plan in force. A sound text becomes an immutable revision, found again by its content hash when
 * an earlier one returns, and supersedes the one in force. A text with faults supersedes nothing: its faults are kept
 * beside the last good revision, since when they first stood. Safe to call from several workers at once.
 */
export async function publishRevision(plan: PlanText): Promise<PublishOutcome> {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`plan:${plan.system}`}, 0))`
    const known = await tx.planInForce.findUnique({
      where: { system: plan.system },
      include: { revision: { select: { contentHash: true } } },
    })
    const outcome = plan.parsed.ok
      ? await putInForce(tx, plan, plan.parsed, known)
      : await keepFaults(tx, plan, plan.parsed.faults, known)
    if (outcome !== 'unchanged') await announce(tx, plan.system)
    return outcome
  })
}

/**
 * Forgets a system whose file is gone and never held a sound plan, such as one named by mistake.
 *
 * @returns false when there is nothing to forget; a system with a revision is never forgotten
 */
export async function forgetRefused(system: string): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.planInForce.deleteMany({ where: { system, revisionId: null } })
    if (count > 0) await announce(tx, system)
    return count > 0
  })
}

async function announce(tx: Tx, system: string): Promise<void> {
  await publish(tx, { topic: 'plans', id: system })
  await publish(tx, { topic: 'system', id: system })
  await publish(tx, { topic: 'board', id: 'all' })
}

type Known = { faults: Prisma.JsonValue; faultSince: Date | null; revision: { contentHash: string } | null } | null
type SoundPlan = Extract<ParsedPlan, { ok: true }>

async function putInForce(tx: Tx, plan: PlanText, parsed: SoundPlan, known: Known): Promise<PublishOutcome> {
  const { system, file, now } = plan
  const at = new Date(now)
  const sound = { file, faults: [], faultSince: null, checkedAt: at }
  const supersedes = known?.revision?.contentHash ?? null
  const { contentHash } = parsed
  if (supersedes === contentHash) {
    await tx.planInForce.update({ where: { system }, data: sound })
    if (faultsOf(known).length === 0) return 'unchanged'
    await record(tx, 'plan.heal', plan, { contentHash })
    return 'healed'
  }
  const inForce = { ...sound, revisionId: await findOrCreateRevision(tx, plan, parsed), since: at }
  await tx.planInForce.upsert({ where: { system }, create: { system, ...inForce }, update: inForce })
  await record(tx, 'plan.publish', plan, { contentHash, version: parsed.plan.review.version, supersedes })
  return 'published'
}

async function findOrCreateRevision(
  tx: Tx,
  { system, text }: PlanText,
  { plan, contentHash }: SoundPlan,
): Promise<string> {
  const version = plan.review.version ?? 'not stated'
  const document = plan as unknown as Prisma.InputJsonObject
  await tx.planRevision.createMany({
    data: [{ system, contentHash, version, document, source: text }],
    skipDuplicates: true,
  })
  const { id } = await tx.planRevision.findUniqueOrThrow({
    where: { system_contentHash: { system, contentHash } },
    select: { id: true },
  })
  return id
}

async function keepFaults(tx: Tx, plan: PlanText, faults: PlanFault[], known: Known): Promise<PublishOutcome> {
  const { system, file, now } = plan
  const at = new Date(now)
  const before = faultsOf(known)
  const same = before.length > 0 && linesOf(before) === linesOf(faults)
  const row = { file, faults, checkedAt: at, faultSince: known?.faultSince ?? at }
  await tx.planInForce.upsert({ where: { system }, create: { system, ...row }, update: row })
  if (same) return 'unchanged'
  await record(tx, 'plan.refuse', plan, { faults: faults.length, first: faults[0]?.message ?? null })
  return 'refused'
}

async function record(
  tx: Tx,
  action: string,
  { system, file }: PlanText,
  detail: Prisma.InputJsonObject,
): Promise<void> {
  await recordAudit(tx, {
    actor: SYSTEM,
    action,
    subject: { type: 'plan', id: system },
    system,
    detail: { file, ...detail },
  })
}

function faultsOf(known: Known): PlanFault[] {
  return (known?.faults as unknown as PlanFault[] | null | undefined) ?? []
}

function linesOf(faults: PlanFault[]): string {
  return faults.map(({ line, column, message }) => `${line}:${column} ${message}`).join('\n')
}
