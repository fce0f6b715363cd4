import type { Incident, IncidentRole, TimelineEntry } from '@/lib/db/generated/client'
import type { KindEntry } from '@/lib/incidents/model/entries/entries'
import type {
  EntryDto,
  ExposureBasis,
  IncidentFacts,
  IncidentObjective,
  IncidentSummary,
  Milestones,
  RoleHolder,
} from '@/lib/incidents/model/incident'
import { counts } from '@/lib/incidents/rules/basis'
import type { LinkedRestore } from '@/lib/restores/model/linked'
import type { IncidentRoleKey } from '@/lib/vocabulary/incident-roles'
import { severityLevel } from '@/lib/vocabulary/severities'

/** A row of the timeline as browsers get it. */
export function toEntryDto(row: TimelineEntry): EntryDto {
  // What is stored under a kind is what its command wrote; older entries may lack any field of it.
  const written = { kind: row.kind, detail: row.detail } as KindEntry
  return {
    ...written,
    id: row.id,
    seq: row.seq,
    text: row.text,
    occurredAt: row.occurredAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
    authorId: row.authorId,
    authorName: row.authorName,
    correctsId: row.correctsId,
  }
}

/** The times of an incident as epoch milliseconds. */
export function toMilestones(row: Incident): Milestones {
  return {
    impactStarted: row.impactStartedAt?.getTime() ?? null,
    detected: row.detectedAt?.getTime() ?? null,
    declared: row.declaredAt.getTime(),
    acknowledged: row.acknowledgedAt?.getTime() ?? null,
    writesStopped: row.writesStoppedAt?.getTime() ?? null,
    restored: row.restoredAt?.getTime() ?? null,
    verified: row.verifiedAt?.getTime() ?? null,
    resumed: row.resumedAt?.getTime() ?? null,
    resolved: row.resolvedAt?.getTime() ?? null,
  }
}

/** What clocks and durations are computed from. */
export function toFacts(row: Incident & { restores: readonly LinkedRestore[] }, basis: ExposureBasis): IncidentFacts {
  return {
    status: row.status,
    milestones: toMilestones(row),
    objectives: row.objectives as unknown as IncidentObjective[],
    basis,
    restored: row.recoveredToAt !== null || row.restores.some(counts),
  }
}

/** An incident as lists and strips show it. */
export function toSummary(
  row: Incident & { restores: readonly LinkedRestore[]; roles: readonly IncidentRole[] },
  facts: IncidentFacts,
  systemName: string,
): IncidentSummary {
  return {
    ...facts,
    number: row.number,
    title: row.title,
    system: row.system,
    systemName,
    environment: row.environment,
    severity: severityLevel(row.severity),
    mode: row.mode,
    commander: row.roles.find(({ role }) => role === 'commander')?.userName ?? null,
    version: row.version,
    restore: row.restores.find(counts) ?? null,
  }
}

/** Who holds a role now. */
export function toRoleHolder(row: IncidentRole): RoleHolder {
  return { role: row.role as IncidentRoleKey, userId: row.userId, userName: row.userName, since: row.since.getTime() }
}
