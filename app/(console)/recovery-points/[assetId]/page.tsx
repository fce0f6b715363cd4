import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Lanes } from '@/components/charts/lanes'
import { RefreshOn } from '@/components/live/refresh-on'
import { ChosenPoint } from '@/components/recovery-points/chosen-point'
import { PointFilters } from '@/components/recovery-points/point-filters'
import { PointTable } from '@/components/recovery-points/point-table'
import { readPointsAddress } from '@/components/recovery-points/points-address'
import { PointsHead } from '@/components/recovery-points/points-head'
import { toLanes } from '@/components/recovery-points/to-lanes'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { pathOf, type Query, queryOf } from '@/lib/auth/read-address'
import { requireActor } from '@/lib/auth/session'
import { NotFound } from '@/lib/errors'
import { recoveryPointsView } from '@/lib/screens/recovery-points/recovery-points-view'

type Props = {
  params: Promise<{ assetId: string }>
  searchParams: Query
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const asset = (await pathOf(params)).assetId
  return { title: `Recovery points, ${asset.slice(asset.indexOf(':') + 1)}` }
}

export default async function AssetPointsPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const now = Date.now()
  const address = readPointsAddress((await pathOf(params)).assetId, await queryOf(searchParams), now)
  const view = await recoveryPointsView(actor, address.asked, now).catch((error) => {
    if (error instanceof NotFound) notFound()
    throw error
  })
  const cursor = view.chosen?.consistentAt ?? address.at ?? undefined
  return (
    <div className="grid xl:grid-cols-[minmax(0,1fr)_348px] xl:grow">
      <RefreshOn topics={[`asset:${view.asset.id}`]} />
      <div className="page-pad min-w-0">
        <PointsHead view={view} address={address} />
        {view.lanes.length === 0 ? (
          <EmptyState action={<LinkButton href="/recovery-points">Choose another asset</LinkButton>}>
            {address.filtered
              ? 'No mechanism passes this filter.'
              : 'Nothing backs this asset up that Tidemark observes: there is no point to restore from.'}
          </EmptyState>
        ) : (
          <Lanes
            from={view.from}
            to={view.to}
            now={now}
            lanes={toLanes(view, address)}
            {...(cursor === undefined ? {} : { cursor })}
            moments={view.writesStopped ? [{ at: view.lossUntil, label: 'writes off' }] : []}
          />
        )}
        {view.capped ? (
          <p className="text-small text-t-2">More points than can be drawn: the newest 600 are shown.</p>
        ) : null}
        <section className="sec mt-4">
          <PointFilters view={view} address={address} />
          <PointTable view={view} address={address} />
        </section>
      </div>
      <ChosenPoint view={view} address={address} />
    </div>
  )
}
