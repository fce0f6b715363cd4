import Link from 'next/link'
import { Age } from '@/components/ui/age'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { StateTag } from '@/components/ui/state-tag'
import { TableFrame } from '@/components/ui/table-frame'
import { MECHANISM_WORDS } from '@/lib/inventory/model/mechanism-words'
import { locationWords } from '@/lib/inventory/places/location'
import type { ProtectedAsset } from '@/lib/screens/restore/model/restore'
import { formatInstant } from '@/lib/time/instants'

const COLUMNS = [
  { key: 'asset', head: 'Asset', className: 'w-[28%]' },
  { key: 'newest-point-consistent-at', head: 'Newest point, consistent at', className: 'w-[26%]' },
  { key: 'restore-window', head: 'Restore window', className: 'w-[28%]' },
  { key: 'points', head: 'Points', numeric: true, className: 'w-[8%]' },
  { key: 'seen', head: 'Seen' },
]

/** Every asset with something to restore from, by system. */
export function AssetChooser({ assets, now }: { assets: readonly ProtectedAsset[]; now: number }) {
  if (assets.length === 0) {
    return (
      <EmptyState action={<LinkButton href="/">Back to the board</LinkButton>}>
        Assets will be listed here once the first sync has found a recovery point.
      </EmptyState>
    )
  }
  const systems = [...new Set(assets.map((asset) => asset.system))]
  return systems.map((system) => {
    const own = assets.filter((asset) => asset.system === system)
    const name = own[0]?.systemName ?? system
    return (
      <section key={system} className="sec mb-5" aria-label={name}>
        <div className="h2row">
          <h2>{name}</h2>
          <span className="text-small text-t-2">
            {own.length} {own.length === 1 ? 'asset' : 'assets'}
          </span>
        </div>
        <TableFrame
          caption={`Assets of ${name} with their newest recovery point, times UTC`}
          columns={COLUMNS}
          className="w-full min-w-[760px] table-fixed"
        >
          {own.map((asset) => (
            <Row key={asset.id} asset={asset} now={now} />
          ))}
        </TableFrame>
      </section>
    )
  })
}

function Row({ asset, now }: { asset: ProtectedAsset; now: number }) {
  const { newest, window } = asset
  return (
    <tr data-row className={asset.stale ? 'text-t-3' : undefined}>
      <th scope="row" className="font-semibold">
        <Link href={`/recovery-points/${encodeURIComponent(asset.id)}`} prefetch={false} className="break-all">
          {asset.identifier}
        </Link>
        <span className="block text-small font-normal text-t-2">
          {asset.kind.replace('-', ' ')}
          {asset.region ? `, ${asset.region}` : ''}
        </span>
      </th>
      <td>
        {newest ? (
          <>
            {formatInstant(newest.at, now)}{' '}
            <span className="text-small text-t-2">{newest.inferred ? 'inferred' : null}</span>
            <span className="block text-small text-t-2">
              {MECHANISM_WORDS[newest.mechanism]}, {locationWords(newest.location)}
            </span>
          </>
        ) : (
          <span className="text-t-3">none</span>
        )}
      </td>
      <td>
        {window ? (
          <>
            {formatInstant(window.from, now)} to {formatInstant(window.to, now)}
          </>
        ) : (
          <span className="text-t-3">none</span>
        )}
      </td>
      <td className="num">{asset.count.toLocaleString('en-GB')}</td>
      <td className="whitespace-nowrap">
        {asset.stale ? <StateTag state="unknown" plain /> : null}{' '}
        {asset.observedAt === null ? 'never' : <Age at={asset.observedAt} />}
      </td>
    </tr>
  )
}
