import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { PlanDocument } from '@/components/plans/plan-document'
import { RehearsalNote } from '@/components/plans/rehearsal-note'
import { pathOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { lastRehearsal } from '@/lib/incidents/store/last-rehearsal'
import { planPage } from '@/lib/screens/plan/plan-page'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ system: string }>
}

const load = cache(async (system: string) => {
  const actor = await requireActor()
  try {
    const [page, rehearsal] = await Promise.all([planPage(actor, system, Date.now()), lastRehearsal(actor, system)])
    return { page, rehearsal }
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** The plan, named by its system. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await load((await pathOf(params)).system)
  return { title: `Plan, ${page.plan.system.name}` }
}

/** The plan of a system as a document, with what is true now beside each statement. */
export default async function PlanOfSystem({ params }: Props) {
  const { page, rehearsal } = await load((await pathOf(params)).system)
  return <PlanDocument page={page} rehearsal={<RehearsalNote rehearsal={rehearsal} contentHash={page.contentHash} />} />
}
