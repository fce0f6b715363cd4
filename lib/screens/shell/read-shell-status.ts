import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '@/lib/auth/model/actor'
import { recordState } from '@/lib/chains/store/record-state'
import { lookAtDisk } from '@/lib/db/disk-space'
import { diskWords } from '@/lib/db/rules/disk'
import type { IncidentSummary } from '@/lib/incidents/model/incident'
import { clocksOf } from '@/lib/incidents/rules/clocks'
import { openIncidents } from '@/lib/incidents/store/queries'
import { readWorkerSight } from '@/lib/jobs/beat'
import { log } from '@/lib/log'
import { plansInForce } from '@/lib/plans/in-force/queries'
import { collectorHealth } from '@/lib/screens/board/collector-health'
import type { ShellStatus, StripIncident } from '@/lib/screens/shell/model/shell'
import { footLines } from '@/lib/screens/shell/rules/foot-lines'
import { incidentName } from '@/lib/vocabulary/numbers'

/** A page waits for its frame no longer than this. */
const PATIENCE_MS = 700

/** What the frame of every page shows. What cannot be read in time is null, "not known", and never fails the page. */
export async function readShellStatus(actor: Actor): Promise<ShellStatus> {
  const asOf = Date.now()
  const [worker, collectors, incidents, record, plans, disk] = await Promise.all([
    orElse(readWorkerSight(), null),
    orElse(collectorHealth(actor, asOf), null),
    orElse(openIncidents(actor), null),
    orElse(recordState(actor), null),
    orElse(plansInForce(actor), null),
    orElse(lookAtDisk(), null),
  ])
  const health = {
    worker,
    collectors,
    record: record && {
      entries: record.entries,
      verifiedAt: record.lookedAt,
      broken: record.breaks.some(({ explained }) => !explained),
    },
    disk: disk && { words: diskWords(disk), tight: disk.tight },
  }
  return {
    health,
    foot: footLines(health),
    incidents: incidents?.map(toStrip) ?? null,
    systems: plans?.map(({ system, plan }) => ({ key: system, name: plan.system.name })) ?? null,
    asOf,
    nextChangeAt: worker?.state === 'at-work' ? worker.silentAt : null,
  }
}

function toStrip(incident: IncidentSummary): StripIncident {
  const { rtoLeft, exposure } = clocksOf(incident)
  return {
    number: incidentName(incident.number),
    title: incident.title,
    systemName: incident.systemName,
    severity: incident.severity,
    drill: incident.mode === 'drill',
    rtoEndsAt: rtoLeft.state === 'running' ? rtoLeft.deadline : null,
    exposure:
      exposure.state === 'unknown' || exposure.since === null
        ? null
        : { since: exposure.since, heldAt: exposure.until },
    updateDueAt: null,
  }
}

async function orElse<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  const late = sleep(PATIENCE_MS, 'late' as const, { ref: false })
  try {
    const read = await Promise.race([reading, late])
    if (read !== 'late') return read
    log.warn({ afterMs: PATIENCE_MS }, 'shell status not read in time')
    return otherwise
  } catch (error) {
    log.warn({ err: error instanceof Error ? error.message : String(error) }, 'shell status not read')
    return otherwise
  }
}
