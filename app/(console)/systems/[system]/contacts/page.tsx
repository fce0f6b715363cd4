import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ContactsPage } from '@/components/plans/contacts-page'
import { pathOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
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
  return { title: `Contacts, ${plan.system.name}` }
}

/** Who to call, in which order. */
export default async function Contacts({ params }: Props) {
  const { system } = await pathOf(params)
  const { plan } = await load(system)
  return <ContactsPage system={system} plan={plan} />
}
