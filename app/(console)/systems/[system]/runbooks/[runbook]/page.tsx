import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { readPlaces, typedPlaces } from '@/app/(console)/systems/[system]/typed-places'
import { RunbookPage } from '@/components/plans/runbook-page'
import type { WorkedIn } from '@/components/plans/runbook-work'
import { pathOf, type Query } from '@/lib/auth/read-address'
import { can } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import type { IncidentSummary } from '@/lib/incidents/model/incident'
import { progressOf } from '@/lib/incidents/rules/steps'
import { measuredRunbook } from '@/lib/incidents/store/measured-runbook'
import { type RunbookWork, runbookWork } from '@/lib/incidents/store/runbook-work'
import type { Runbook } from '@/lib/plans/model/recovery'
import { runbookPage } from '@/lib/screens/runbook/runbook-page'
import { incidentName } from '@/lib/vocabulary/numbers'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ system: string; runbook: string }>
  searchParams: Query
}

const load = cache(async (system: string, runbookId: string, asked: string) => {
  const actor = await requireActor()
  const now = Date.now()
  const { chosen, typed } = readPlaces(asked)
  try {
    const work = await runbookWork(actor, system, chosen, now)
    const page = await runbookPage(actor, { system, runbookId, typed, incident: work?.places ?? null }, now)
    const mayWrite = can(actor, 'incident.write', { system })
    return {
      page,
      work: work ? workedIn(work, page.runbook, mayWrite) : null,
      mayDeclare: can(actor, 'incident.declare', { system }),
      measured: await measuredRunbook(actor, system, page.runbook),
    }
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** Named by the runbook and its system. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { page } = await load(...(await asked(props)))
  return { title: `${page.runbook.name}, ${page.plan.system.name}` }
}

/** A runbook with its places filled in from the assets, and what was recorded of its steps. */
export default async function RunbookOfSystem(props: Props) {
  return <RunbookPage {...(await load(...(await asked(props))))} />
}

async function asked({ params, searchParams }: Props): Promise<[string, string, string]> {
  const { system, runbook } = await pathOf(params)
  return [system, runbook, await typedPlaces(searchParams)]
}

function workedIn({ incident, others, acts }: RunbookWork, runbook: Runbook, mayWrite: boolean): WorkedIn {
  const named = ({ number, title, severity, mode }: IncidentSummary) => ({
    name: incidentName(number),
    title,
    severity,
    mode,
  })
  return {
    number: incident.number,
    incident: named(incident),
    others: others.map(named),
    mayWrite,
    progress: progressOf(runbook, acts),
  }
}
