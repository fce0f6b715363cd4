import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { GapsPage } from '@/components/plans/gaps-page'
import { pathOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { gapsOf } from '@/lib/findings/rules/gaps'
import { planInForce } from '@/lib/plans/in-force/queries'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ system: string }>
}

const load = cache(async (system: string) => {
  const actor = await requireActor()
  return (await planInForce(actor, system)) ?? notFound()
})

/** Named by its system. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { plan } = await load((await pathOf(params)).system)
  return { title: `Not covered, ${plan.system.name}` }
}

/** What the plan of a system does not cover, in one list. */
export default async function Gaps({ params }: Props) {
  const { system } = await pathOf(params)
  const { plan } = await load(system)
  return <GapsPage system={system} name={plan.system.name} groups={gapsOf(plan)} />
}
