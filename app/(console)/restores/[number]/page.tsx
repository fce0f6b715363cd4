import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RestoreLive } from '@/components/restores/restore-live'
import { pathOf, type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { restoreView } from '@/lib/screens/restore/restore-view'
import { parseRestoreName, restoreName } from '@/lib/vocabulary/numbers'

type Props = {
  params: Promise<{ number: string }>
  searchParams: Query
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = parseRestoreName((await pathOf(params)).number)
  return { title: number ? `Restore ${restoreName(number)}` : 'Restore' }
}

export default async function RestorePage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { number } = await pathOf(params)
  const restore = await restoreView(actor, number).catch((error) => {
    if (error instanceof NotFound) notFound()
    throw error
  })
  return (
    <div className="page-pad">
      <RestoreLive initial={restore} existing={(await queryOf(searchParams)).existing === '1'} />
    </div>
  )
}
