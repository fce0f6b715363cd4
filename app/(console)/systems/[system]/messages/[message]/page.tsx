import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { readPlaces, typedPlaces } from '@/app/(console)/systems/[system]/typed-places'
import { MessagePage } from '@/components/plans/message-page'
import { pathOf, type Query } from '@/lib/auth/read-address'
import { can } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { runbookWork } from '@/lib/incidents/store/runbook-work'
import { messagePage } from '@/lib/screens/message/message-page'
import { incidentName } from '@/lib/vocabulary/numbers'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ system: string; message: string }>
  searchParams: Query
}

const load = cache(async (system: string, templateId: string, asked: string) => {
  const actor = await requireActor()
  const now = Date.now()
  const { chosen, typed } = readPlaces(asked)
  try {
    const work = await runbookWork(actor, system, chosen, now)
    const about = work?.incident
    const page = await messagePage(actor, { system, templateId, typed, incident: work?.places ?? null }, now)
    return {
      page,
      actor: { id: actor.id, name: actor.name },
      incident: about ? { number: about.number, name: incidentName(about.number), title: about.title } : null,
      mayWrite: can(actor, 'incident.write', { system }),
    }
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** Named by the message and its system. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { page } = await load(...(await asked(props)))
  return { title: `${page.template.name}, ${page.plan.system.name}` }
}

/** A message of the plan, filled in from the open incident. */
export default async function MessageOfSystem(props: Props) {
  return <MessagePage {...(await load(...(await asked(props))))} />
}

async function asked({ params, searchParams }: Props): Promise<[string, string, string]> {
  const { system, message } = await pathOf(params)
  return [system, message, await typedPlaces(searchParams)]
}
