import { SYSTEM } from '@/lib/audit/record'
import type { Actor } from '@/lib/auth/model/actor'
import { can } from '@/lib/auth/rules/roles'
import { db } from '@/lib/db/client'
import type { FindingAcknowledgement } from '@/lib/db/generated/client'
import type { Finding } from '@/lib/findings/model/finding'
import { findingsOf } from '@/lib/findings/rules/findings-of'
import {
  countFindings,
  earliestExpiry,
  type FindingAct,
  type FindingCounts,
  type KeptAcknowledgement,
  keptAcknowledgements,
  type LivingFinding,
  livingFindings,
} from '@/lib/findings/rules/life'
import { loadSystemFacts } from '@/lib/findings/store/system-facts'
import type { FindingSeverity } from '@/lib/vocabulary/severities'

/** A system's findings for the page that lists all of them. Instants are epoch milliseconds. */
export type FindingsDto = {
  asOf: number
  /** when the next acknowledgement lapses by itself */
  nextChangeAt: number | null
  system: string
  name: string
  findings: LivingFinding[]
  counts: FindingCounts
  /** acknowledgements that hold of findings that do not stand now */
  kept: KeptAcknowledgement[]
  mayAcknowledge: boolean
}

/**
 * Every finding of a system, with what people said of each, worst first.
 *
 * @param now epoch milliseconds
 * @throws NotFound when no plan of this name is in force that the person may read
 */
export async function findingsView(actor: Actor, system: string, now: number): Promise<FindingsDto> {
  const [{ facts }, acts] = await Promise.all([loadSystemFacts(actor, system, now), loadFindingActs(system)])
  const found = findingsOf(facts, now)
  const findings = livingFindings(found, acts, now)
  const kept = keptAcknowledgements(found, acts, now)
  return {
    asOf: now,
    nextChangeAt: earliestExpiry([...findings, ...kept.map((act) => ({ acknowledgement: act }))], now),
    system,
    name: facts.plan.system.name,
    findings,
    counts: countFindings(findings),
    kept,
    mayAcknowledge: can(actor, 'finding.acknowledge', { system }),
  }
}

/** The findings of a system that stand now, computed afresh. @throws NotFound */
export async function findingsNow(system: string, now: number): Promise<Finding[]> {
  return findingsOf((await loadSystemFacts(SYSTEM, system, now)).facts, now)
}

/** What was said of a system's findings, in the order recorded. */
export async function loadFindingActs(system: string): Promise<FindingAct[]> {
  const rows = await db.findingAcknowledgement.findMany({ where: { system }, orderBy: { seq: 'asc' } })
  return rows.map(toAct)
}

/** The same of every system, by system. */
export async function loadActsBySystem(): Promise<Map<string, FindingAct[]>> {
  const rows = await db.findingAcknowledgement.findMany({ orderBy: { seq: 'asc' } })
  const bySystem = new Map<string, FindingAct[]>()
  for (const row of rows) {
    const acts = bySystem.get(row.system)
    if (acts) acts.push(toAct(row))
    else bySystem.set(row.system, [toAct(row)])
  }
  return bySystem
}

/** A row as rules and screens read it. */
export function toAct(row: FindingAcknowledgement): FindingAct {
  return {
    id: row.id,
    findingId: row.findingId,
    what: row.what === 'withdraw' ? 'withdraw' : 'acknowledge',
    reason: row.reason,
    expiresAt: row.expiresAt?.getTime() ?? null,
    sentence: row.sentence,
    severity: row.severity as FindingSeverity,
    actorName: row.actorName,
    at: row.at.getTime(),
  }
}
