import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { RunbookPage } from '@/components/plans/runbook-page'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { runbookPage } from '@/lib/freshness/runbook-page'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ system: string; runbook: string }>
}

const load = cache(async (system: string, runbook: string) => {
  const actor = await requireActor()
  try {
    return await runbookPage(actor, system, runbook, Date.now())
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** Named by the runbook and its system. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { system, runbook } = await params
  const page = await load(system, runbook)
  return { title: `${page.runbook.name}, ${page.plan.system.name}` }
}

/** A runbook with its places filled in from the assets. */
export default async function RunbookOfSystem({ params }: Props) {
  const { system, runbook } = await params
  return <RunbookPage page={await load(system, runbook)} />
}
