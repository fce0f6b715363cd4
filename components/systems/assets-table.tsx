import Link from 'next/link'
import { Age } from '@/components/ui/age'
import { StateTag } from '@/components/ui/state-tag'
import { Table } from '@/components/ui/table'
import type { AssetLine } from '@/lib/screens/system/model/system'

/** What the plan protects and what was found beside it, each with the age of its facts. */
export function AssetsTable({ assets }: { assets: readonly AssetLine[] }) {
  return (
    <Table
      caption="Assets, in the order of the plan"
      columns={[
        { key: 'name', head: 'Asset' },
        { key: 'identifier', head: 'Identifier' },
        { key: 'kind', head: 'Kind' },
        { key: 'region', head: 'Region' },
        { key: 'status', head: 'Status' },
        { key: 'facts', head: 'Facts read' },
        { key: 'points', head: '' },
      ].map((column) =>
        column.key === 'points' ? { ...column, head: <span className="sr-only">Recovery points</span> } : column,
      )}
      rows={assets.map((asset) => ({
        key: asset.id,
        cells: {
          name: (
            <>
              <b className="font-medium">{asset.name}</b>
              {asset.planned ? null : <span className="text-small text-t-3"> not in the plan</span>}
            </>
          ),
          identifier: (
            <>
              <span className="mono">{asset.identifier}</span>
              {asset.assumed ? <span className="text-small text-t-3"> assumed, to confirm</span> : null}
            </>
          ),
          kind: <span className="whitespace-nowrap text-t-2">{asset.kind.replaceAll('-', ' ')}</span>,
          region: <span className="whitespace-nowrap text-t-2">{asset.region ?? 'not stated'}</span>,
          status: <Status asset={asset} />,
          facts: <Facts asset={asset} />,
          points: asset.hasPoints ? (
            <Link
              className="whitespace-nowrap"
              href={`/recovery-points/${encodeURIComponent(asset.id)}`}
              prefetch={false}
            >
              Recovery points
            </Link>
          ) : (
            <span className="text-t-3">none</span>
          ),
        },
      }))}
    />
  )
}

function Status({ asset }: { asset: AssetLine }) {
  if (asset.goneAt !== null)
    return (
      <StateTag state="missed" plain>
        Gone
      </StateTag>
    )
  if (asset.status) return <span className="text-t-2">{asset.status}</span>
  return <span className="text-t-3">{asset.collector === 'unobserved' ? 'not observed' : 'unknown'}</span>
}

function Facts({ asset }: { asset: AssetLine }) {
  if (asset.collector === 'unobserved') {
    return (
      <StateTag state="unknown" plain>
        Unknown: nothing observes it
      </StateTag>
    )
  }
  if (asset.collector === 'waiting' || asset.confirmedAt === null) {
    return (
      <StateTag state="unknown" plain title={asset.collectorError ?? undefined}>
        Never read{asset.collectorError ? ': no usable answer' : ''}
      </StateTag>
    )
  }
  if (asset.collector === 'ok') return <Age at={asset.confirmedAt} className="text-t-2" />
  return (
    <StateTag state="unknown" plain title={asset.collectorError ?? undefined}>
      last <Age at={asset.confirmedAt} />
    </StateTag>
  )
}
