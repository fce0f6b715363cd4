import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { RunbookPage } from '@/components/plans/runbook-page'
import type { WorkedIn } from '@/components/plans/runbook-work'
import { can } from '@/lib/auth/roles'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { runbookPage } from '@/lib/freshness/runbook-page'
import { type RunbookWork, runbookWork } from '@/lib/incidents/runbook-work'
import { progressOf } from '@/lib/incidents/step-rules'
import { type IncidentSummary, incidentName } from '@/lib/incidents/types'
import type { Runbook } from '@/lib/plans/recovery-types'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ system: string; runbook: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const load = cache(async (system: string, runbookId: string, asked: string) => {
  const actor = await requireActor()
  const now = Date.now()
  const { 'worked-in': chosen, ...typed } = Object.fromEntries(new URLSearchParams(asked))
  try {
    const work = await runbookWork(actor, system, chosen ?? null, now)
    const page = await runbookPage(actor, { system, runbookId, typed, incident: work?.places ?? null }, now)
    const mayWrite = can(actor, 'incident.write')
    return {
      page,
      work: work ? workedIn(work, page.runbook, mayWrite) : null,
      mayDeclare: can(actor, 'incident.declare'),
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

/** What was typed comes in the address, so that a filled-in runbook can be reloaded and passed on. */
async function asked({ params, searchParams }: Props): Promise<[string, string, string]> {
  const [{ system, runbook }, typed] = await Promise.all([params, searchParams])
  const pairs = Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return [system, runbook, new URLSearchParams(pairs).toString()]
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
