import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { SystemPage } from '@/components/systems/system-page'
import { pathOf, type Query, queryOf } from '@/lib/auth/read-address'
import { can } from '@/lib/auth/rules/roles'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { systemView } from '@/lib/screens/system/system-view'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ system: string }>
  searchParams: Query
}

const load = cache(async (system: string, asset: string | null) => {
  const actor = await requireActor()
  try {
    return { actor, view: await systemView(actor, system, asset, Date.now()) }
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** The system's own name as title. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { view } = await load((await pathOf(params)).system, (await queryOf(searchParams)).asset ?? null)
  return { title: view.name }
}

/** One system: objectives against actual, exposure, schedules, findings and assets. */
export default async function System({ params, searchParams }: Props) {
  const { actor, view } = await load((await pathOf(params)).system, (await queryOf(searchParams)).asset ?? null)
  return (
    <SystemPage
      system={view}
      mayRestore={can(actor, 'restore.request', view)}
      mayAcknowledge={can(actor, 'finding.acknowledge', view)}
    />
  )
}
