import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { RevisionsPage } from '@/components/plans/revisions-page'
import { pathOf, type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { planInForce } from '@/lib/plans/in-force/queries'
import { planRevisions } from '@/lib/plans/revisions/list-revisions'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ system: string }>
  searchParams: Query
}

const load = cache(async (system: string, from: string | null, to: string | null) => {
  const actor = await requireActor()
  try {
    const [revisions, inForce] = await Promise.all([
      planRevisions(actor, system, { from, to }),
      planInForce(actor, system),
    ])
    return { revisions, name: inForce?.plan.system.name ?? system }
  } catch (error) {
    if (error instanceof NotFound) notFound()
    throw error
  }
})

/** Named by its system. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name } = await load(...(await asked(props)))
  return { title: `Revisions of the plan, ${name}` }
}

/** What changed from revision to revision. */
export default async function Revisions(props: Props) {
  const { name, revisions } = await load(...(await asked(props)))
  return <RevisionsPage name={name} revisions={revisions} />
}

async function asked({ params, searchParams }: Props): Promise<[string, string | null, string | null]> {
  const [{ system }, { from, to }] = await Promise.all([pathOf(params), queryOf(searchParams)])
  return [system, from ?? null, to ?? null]
}
