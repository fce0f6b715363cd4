import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { RunbookPage } from '@/components/plans/runbook-page'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { runbookPage } from '@/lib/freshness/runbook-page'
import { incidentPlaces } from '@/lib/incidents/place-words'
import { openIncidents } from '@/lib/incidents/queries'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ system: string; runbook: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const load = cache(async (system: string, runbookId: string, typed: string) => {
  const actor = await requireActor()
  const now = Date.now()
  try {
    const incident = (await openIncidents(actor, now)).find((open) => open.system === system)
    return await runbookPage(
      actor,
      {
        system,
        runbookId,
        typed: Object.fromEntries(new URLSearchParams(typed)),
        incident: incident ? incidentPlaces(incident, now) : null,
      },
      now,
    )
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** Named by the runbook and its system. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const page = await load(...(await asked(props)))
  return { title: `${page.runbook.name}, ${page.plan.system.name}` }
}

/** A runbook with its places filled in from the assets. */
export default async function RunbookOfSystem(props: Props) {
  return <RunbookPage page={await load(...(await asked(props)))} />
}

/** What was typed comes in the address, so that a filled-in runbook can be reloaded and passed on. */
async function asked({ params, searchParams }: Props): Promise<[string, string, string]> {
  const [{ system, runbook }, typed] = await Promise.all([params, searchParams])
  const pairs = Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return [system, runbook, new URLSearchParams(pairs).toString()]
}
