import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { FindingsPage } from '@/components/systems/findings-page'
import { pathOf, type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { readFilter } from '@/lib/findings/rules/filter'
import { findingsView } from '@/lib/findings/store/finding-queries'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ system: string }>
  searchParams: Query
}

const load = cache(async (system: string) => {
  const actor = await requireActor()
  try {
    return await findingsView(actor, system, Date.now())
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** The system's own name in the title. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Findings, ${(await load((await pathOf(params)).system)).name}` }
}

/** All findings of one system, by severity; `finding` in the address opens one. */
export default async function Findings({ params, searchParams }: Props) {
  const [{ system }, query] = await Promise.all([pathOf(params), queryOf(searchParams)])
  const chosen = query.finding ?? null
  return <FindingsPage view={await load(system)} filter={readFilter(query)} chosen={chosen} />
}
